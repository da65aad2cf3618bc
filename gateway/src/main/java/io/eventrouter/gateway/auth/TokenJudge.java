package io.eventrouter.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges tokens by one state of the keys: JSON Web Tokens (RFC 7519, 8725) that are signed with an
 * algorithm that there is a key for. What a token's header says of keys other than a name is never
 * followed.
 *
 * <p>A token that was good is remembered by its digest, as many connections show the same one, and
 * thousands come back at once after a failure: those share the identity, and the signature is
 * checked once. Other keys mean another judge, so nothing outlives the key that vouched for it.
 *
 * <p>Thread-safe: immutable but for the cache.
 */
final class TokenJudge {
    static final int MOST_CHARACTERS = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(TokenJudge.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_KEY_ID_CHARACTERS = 200;

    /** What names a key, and not a place: no path, no URL, nothing that would need escaping. */
    private static final Pattern KEY_ID = Pattern.compile("(?!/)[\\x21-\\x7e&&[^\\\\<>\"'`]]*");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Keys keys;
    private final ClaimsReader claims;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Identity> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    TokenJudge(Keys keys, ClaimsReader claims, InstantSource clock) {
        this.keys = keys;
        this.claims = claims;
        this.clock = clock;
    }

    /** A verdict, or the name of a key that may come. */
    sealed interface Finding {}

    record Final(Verdict verdict) implements Finding {}

    /**
     * @param keyId what the token calls it; empty when it does not
     */
    record KeyMissing(String keyId) implements Finding {}

    Finding judge(String token) {
        if (token.length() > MOST_CHARACTERS)
            return rejected(
                    Rejection.MALFORMED,
                    "the token is longer than " + MOST_CHARACTERS + " characters");
        ByteBuffer digest = digest(token);
        Identity known = remembered.getIfPresent(digest);
        if (known != null) return remembered(known);
        Finding finding = check(token);
        if (finding instanceof Final f && f.verdict() instanceof Verdict.Accepted accepted)
            remembered.put(digest, accepted.identity());
        return finding;
    }

    private Finding remembered(Identity known) {
        return known.isExpired(clock.instant())
                ? rejected(Rejection.EXPIRED, "the token has expired")
                : new Final(new Verdict.Accepted(known));
    }

    private Finding check(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Optional<Finding> refused = checkHeader(jwt.getHeader());
            return refused.isPresent() ? refused.get() : checkSignature(jwt);
        } catch (ParseException e) {
            return rejected(Rejection.MALFORMED, "it is no signed JSON Web Token");
        } catch (RuntimeException e) {
            LOG.atDebug().addKeyValue("type", e.getClass().getName()).log("A token is not read");
            return rejected(Rejection.MALFORMED, "it is no JSON Web Token that can be read");
        }
    }

    private static Optional<Finding> checkHeader(JWSHeader header) {
        JOSEObjectType type = header.getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT)))
            return Optional.of(rejected(Rejection.MALFORMED, "typ is not JWT"));
        if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty())
            return Optional.of(
                    rejected(Rejection.MALFORMED, "crit asks for what is not done here"));
        if (header.getKeyID() != null && !isKeyId(header.getKeyID()))
            return Optional.of(rejected(Rejection.MALFORMED, "kid is no name of a key"));
        return Optional.empty();
    }

    private static boolean isKeyId(String id) {
        return id.length() <= MOST_KEY_ID_CHARACTERS
                && KEY_ID.matcher(id).matches()
                && !id.contains("://")
                && !id.contains("..");
    }

    private Finding checkSignature(SignedJWT jwt) {
        Optional<Algorithm> algorithm =
                Arrays.stream(Algorithm.values())
                        .filter(a -> a.is(jwt.getHeader().getAlgorithm()))
                        .findFirst();
        if (algorithm.isEmpty()) return noSuchAlgorithm();
        String id = jwt.getHeader().getKeyID();
        List<VerifyingKey> candidates = keys.find(algorithm.get(), id);
        for (VerifyingKey key : candidates)
            if (key.verifies(jwt)) return new Final(readClaims(jwt));
        if (keys.mayCome(algorithm.get(), id)) return new KeyMissing(id == null ? "" : id);
        return candidates.isEmpty()
                ? noSuchAlgorithm()
                : rejected(Rejection.SIGNATURE, "the signature is not of a key of this gateway");
    }

    private Verdict readClaims(SignedJWT jwt) {
        try {
            return claims.read(jwt.getJWTClaimsSet());
        } catch (ParseException e) {
            return new Verdict.Rejected(
                    Rejection.CLAIMS, "the claims are no JSON object, or one is not of its type");
        }
    }

    private static Finding noSuchAlgorithm() {
        return rejected(Rejection.ALGORITHM, "alg is none that this gateway has a key for");
    }

    private static Finding rejected(Rejection reason, String message) {
        return new Final(new Verdict.Rejected(reason, message));
    }

    private static ByteBuffer digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
