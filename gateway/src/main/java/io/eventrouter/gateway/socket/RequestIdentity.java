package io.eventrouter.gateway.socket;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.auth.AuthMeters;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.gateway.auth.Gatekeeper;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.auth.Origins;
import io.eventrouter.gateway.auth.Rejection;
import io.eventrouter.gateway.auth.Standing;
import io.eventrouter.gateway.auth.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who sends a request: by its {@code Origin} and its token. Every part of the gateway that serves
 * HTTP asks here, before it does anything for the request.
 *
 * <p>Thread-safe; never waits.
 */
public final class RequestIdentity {
    private static final Refused FOREIGN_ORIGIN =
            new Refused(
                    Answer.text(
                            403,
                            "pages of this origin may not connect; the setting auth.origins lists"
                                    + " those that may"));

    private static final Refused FOREIGN_HOST =
            new Refused(
                    Answer.text(
                            403,
                            "Host: where nobody is asked for a token, this is for names of this"
                                    + " machine, such as localhost; with auth.mode=open for"
                                    + " addresses and the names in auth.origins too"));

    private final Gatekeeper gatekeeper;
    private final Origins origins;
    private final AuthMeters meters;
    private final Duration deadline;

    /**
     * @param deadline for the first token of a WebSocket client that connected without one
     */
    RequestIdentity(Gatekeeper gatekeeper, Origins origins, AuthMeters meters, Duration deadline) {
        this.gatekeeper = gatekeeper;
        this.origins = origins;
        this.meters = meters;
        this.deadline = deadline;
    }

    /**
     * @param deadline for the first token of a WebSocket client that connected without one
     */
    public static RequestIdentity of(Authentication authentication, Duration deadline) {
        return new RequestIdentity(
                authentication.gatekeeper(),
                authentication.origins(),
                authentication.meters(),
                deadline);
    }

    /** Known, or refused. */
    public sealed interface Outcome {}

    /** Who it is. What it may do is still to be asked of the identity. */
    public record Known(Identity identity) implements Outcome {}

    /**
     * @param answer what is sent to the client: 400, 401, 403 or 503, with all its headers
     */
    public record Refused(Answer answer) implements Outcome {}

    /** The identity of a request to do something at once, or for as long as a response lasts. */
    public Outcome of(Request request) {
        return identify(request, RequestTokens.ofHeader(request), false);
    }

    /**
     * The same for what a page may read of its own origin, when a browser does not say where the
     * page is from: it is not to be had under any name that somebody has made to lead here.
     */
    Outcome ofReader(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host == null || origins.allowHost(host) ? of(request) : FOREIGN_HOST;
    }

    /**
     * The same for a WebSocket client, which may have the token among its subprotocols, or send it
     * later: then it is {@link Identity#NOBODY} so far.
     *
     * @param mayFollow whether the client can send a token later
     */
    Outcome ofHandshake(Request request, boolean mayFollow) {
        return identify(request, RequestTokens.ofHandshake(request), mayFollow);
    }

    private Outcome identify(Request request, List<String> tokens, boolean mayFollow) {
        if (!allowsOrigin(request)) {
            meters.foreignOrigin();
            return FOREIGN_ORIGIN;
        }
        if (RequestTokens.isInQuery(request))
            return refuse(
                    Rejection.MISPLACED,
                    "a token in the address ends up in logs, so take this one for known to others;"
                            + " tokens go in the header Authorization, or for browsers in the"
                            + " subprotocol bearer.TOKEN");
        if (!gatekeeper.asksForTokens()) return new Known(Identity.ANYONE);
        if (tokens.size() > 1)
            return refuse(Rejection.MISPLACED, "one token is allowed in a request");
        if (!tokens.isEmpty()) return judge(tokens.get(0));
        return mayFollow
                ? new Known(Identity.NOBODY)
                : refuse(Rejection.MISSING, "a token is needed, as Authorization: Bearer TOKEN");
    }

    private Outcome judge(String token) {
        Verdict verdict = judgeShown(token);
        return verdict instanceof Verdict.Rejected rejected
                ? new Refused(Challenges.answer(rejected))
                : new Known(((Verdict.Accepted) verdict).identity());
    }

    private Outcome refuse(Rejection reason, String message) {
        var rejected = new Verdict.Rejected(reason, message);
        meters.judged(rejected);
        return new Refused(Challenges.answer(rejected));
    }

    /** Judges a token that came in a message. */
    Verdict judgeShown(String token) {
        Verdict verdict = gatekeeper.judge(token);
        meters.judged(verdict);
        return verdict;
    }

    /**
     * Whether a page of the request's origin may use this gateway. What sends no {@code Origin} is
     * no page in a browser.
     */
    public boolean allowsOrigin(Request request) {
        List<String> named = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        if (named.isEmpty()) return true;
        String host = request.getHeaders().get(HttpHeader.HOST);
        return named.size() == 1 && host != null && allowsOrigin(named.get(0), host);
    }

    /**
     * @param host as the header {@code Host} has it
     */
    boolean allowsOrigin(String origin, String host) {
        return origins.allow(origin, host);
    }

    /** What a client is answered whose token has come to its end since it was shown. */
    Optional<Answer> lapsed(Identity identity) {
        return switch (standing(identity)) {
            case GOOD -> Optional.empty();
            case EXPIRED -> ended(Rejection.EXPIRED, "the token has expired");
            case REVOKED -> ended(Rejection.REVOKED, "the token has been revoked");
        };
    }

    private Optional<Answer> ended(Rejection reason, String message) {
        var rejected = new Verdict.Rejected(reason, message);
        meters.judged(rejected);
        return Optional.of(Challenges.answer(rejected));
    }

    /** Whether nobody is asked for a token, as only programs of this machine are meant to come. */
    boolean isForThisMachineOnly() {
        return origins.areOfThisMachine();
    }

    /** What a client is answered that asks for a channel which its token does not give. */
    public static Answer forbidden(ChannelPattern pattern) {
        return Challenges.insufficient("the token does not allow " + pattern);
    }

    /** Whether clients have to show tokens at all. */
    public boolean asksForTokens() {
        return gatekeeper.asksForTokens();
    }

    Duration deadline() {
        return deadline;
    }

    /**
     * Whether an identity that was {@link Known} once still is good. To be asked once a second, or
     * more often, while a response goes on; at anything but {@link Standing#GOOD} it ends.
     */
    public Standing standing(Identity identity) {
        return gatekeeper.standing(identity);
    }
}
