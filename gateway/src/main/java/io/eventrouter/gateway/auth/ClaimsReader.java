package io.eventrouter.gateway.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes an identity of a token's claims, whose signature is good. A claim that is there and wrong
 * is refused rather than left out. Immutable and thread-safe.
 */
final class ClaimsReader {
    static final int MOST_SUBJECT_CHARACTERS = 255;

    private final Priorities priorities;
    private final String issuer;
    private final String audience;
    private final Duration skew;
    private final InstantSource clock;

    /**
     * @param issuer what it must be; empty for anything
     * @param audience what it must name; empty for anything
     */
    ClaimsReader(
            Priorities priorities,
            String issuer,
            String audience,
            Duration skew,
            InstantSource clock) {
        this.priorities = priorities;
        this.issuer = issuer;
        this.audience = audience;
        this.skew = skew;
        this.clock = clock;
    }

    Verdict read(JWTClaimsSet claims) {
        try {
            checkIssue(claims);
            return new Verdict.Accepted(identity(claims));
        } catch (RejectedException e) {
            return new Verdict.Rejected(e.reason, e.getMessage());
        } catch (ParseException e) {
            return new Verdict.Rejected(Rejection.CLAIMS, "a claim is not of the type it has");
        }
    }

    private void checkIssue(JWTClaimsSet claims) throws RejectedException {
        if (!issuer.isEmpty() && !issuer.equals(claims.getIssuer()))
            throw new RejectedException(Rejection.ISSUER, "iss is not the issuer of this gateway");
        if (!audience.isEmpty() && !claims.getAudience().contains(audience))
            throw new RejectedException(Rejection.AUDIENCE, "aud does not name this gateway");
        checkNotAhead("nbf", claims.getNotBeforeTime());
        checkNotAhead("iat", claims.getIssueTime());
    }

    private void checkNotAhead(String claim, Date time) throws RejectedException {
        if (time != null && time.toInstant().isAfter(clock.instant().plus(skew)))
            throw new RejectedException(Rejection.NOT_YET, claim + " is in the future");
    }

    private Identity identity(JWTClaimsSet claims) throws RejectedException, ParseException {
        String subject = subject(claims.getSubject());
        List<ChannelPattern> subscribe = patterns(claims, "subscribe");
        own(subject).ifPresent(subscribe::add);
        return new Identity(
                Optional.of(subject),
                subscribe,
                patterns(claims, "publish"),
                levels(claims),
                Optional.of(expires(claims.getExpirationTime())),
                Optional.ofNullable(claims.getJWTID()),
                Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant));
    }

    private static String subject(String subject) throws RejectedException {
        boolean good =
                subject != null
                        && !subject.isBlank()
                        && subject.length() <= MOST_SUBJECT_CHARACTERS
                        && subject.chars().noneMatch(Character::isISOControl);
        if (good) return subject;
        throw new RejectedException(
                Rejection.CLAIMS,
                "sub is needed, of 1 to " + MOST_SUBJECT_CHARACTERS + " characters");
    }

    private Instant expires(Date time) throws RejectedException {
        if (time == null) throw new RejectedException(Rejection.CLAIMS, "exp is needed");
        Instant expires = time.toInstant();
        if (clock.instant().isBefore(expires)) return expires;
        throw new RejectedException(Rejection.EXPIRED, "the token has expired");
    }

    /** The user's own channel; empty where the name cannot be a part of one. */
    private static Optional<ChannelPattern> own(String subject) {
        boolean token =
                subject.chars()
                        .allMatch(
                                c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || c == '_'
                                                        || c == '-'));
        try {
            return token ? Optional.of(new ChannelPattern("user." + subject)) : Optional.empty();
        } catch (InvalidEventException e) {
            return Optional.empty(); // too long
        }
    }

    private static List<ChannelPattern> patterns(JWTClaimsSet claims, String claim)
            throws RejectedException, ParseException {
        var patterns = new ArrayList<ChannelPattern>();
        for (String text : texts(claims, claim)) {
            try {
                patterns.add(new ChannelPattern(text));
            } catch (InvalidEventException e) {
                throw new RejectedException(
                        Rejection.CLAIMS, claim + " has an entry that is no channel pattern");
            }
        }
        return patterns;
    }

    private Predicate<Priority> levels(JWTClaimsSet claims)
            throws RejectedException, ParseException {
        if (claims.getClaim("priorities") == null) return p -> true;
        Set<String> names = Set.copyOf(texts(claims, "priorities"));
        for (String name : names)
            if (priorities.byName(name).isEmpty())
                throw new RejectedException(
                        Rejection.CLAIMS,
                        "priorities has an entry that is no level; there are "
                                + priorities.all().stream()
                                        .map(Priority::name)
                                        .collect(Collectors.joining(", ")));
        return p -> names.contains(p.name());
    }

    /** Empty without that claim. */
    private static List<String> texts(JWTClaimsSet claims, String claim)
            throws RejectedException, ParseException {
        List<String> texts = claims.getStringListClaim(claim);
        if (texts == null && claims.getClaim(claim) == null) return List.of();
        if (texts == null || texts.stream().anyMatch(t -> t == null))
            throw new RejectedException(Rejection.CLAIMS, claim + " must be a list of texts");
        return texts;
    }

    /** Ends the reading of one token; never leaves this class. */
    private static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Rejection reason;

        RejectedException(Rejection reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }
}
