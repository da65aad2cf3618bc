package io.eventrouter.gateway.socket;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.auth.Rejection;
import io.eventrouter.gateway.auth.Standing;
import io.eventrouter.gateway.auth.Verdict;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.Session;

/**
 * What one client may do, for as long as its token is good.
 *
 * <pre>
 *   NOBODY ──token──▶ known ──fresh token of the same user──▶ known
 *      └──deadline──▶ closed   └──expired, revoked, another user──▶ closed
 * </pre>
 *
 * <p>The token itself is not kept. Tokens come on the thread that reads frames; the tick and the
 * worker that writes see the identity, which is volatile.
 */
final class ClientAccess {
    private final RequestIdentity identities;
    private final GatewayEndPoint endPoint;
    private final long sinceNanos;
    private volatile Identity identity;

    /**
     * @param identity of the handshake; {@link Identity#NOBODY} when a token is still to come
     */
    ClientAccess(
            RequestIdentity identities,
            Identity identity,
            GatewayEndPoint endPoint,
            long sinceNanos) {
        this.identities = identities;
        this.identity = identity;
        this.endPoint = endPoint;
        this.sinceNanos = sinceNanos;
    }

    Identity identity() {
        return identity;
    }

    /** Whether no token was shown where one is needed. */
    boolean isNobody() {
        return identity.equals(Identity.NOBODY);
    }

    /** Why the connection ends now; null when it does not. */
    CloseReason ended(long nowNanos) {
        if (isNobody())
            return nowNanos - sinceNanos >= identities.deadline().toNanos()
                    ? CloseReason.UNAUTHENTICATED
                    : null;
        return lapsed();
    }

    /** Why the token that was good is so no longer; null when it is. */
    CloseReason lapsed() {
        Standing standing = identities.standing(identity);
        if (standing == Standing.GOOD) return null;
        return standing == Standing.EXPIRED ? CloseReason.TOKEN_EXPIRED : CloseReason.TOKEN_REVOKED;
    }

    /** The sink, or one that writes nothing once the token is not good. */
    FrameSink guard(FrameSink sink) {
        return identities.asksForTokens()
                ? new GuardedSink(sink, this::lapsed, this::subject)
                : sink;
    }

    private String subject() {
        return identity.subject().orElse("");
    }

    /** Tells a client that may not have that channel so; returns whether it may not. */
    boolean refuses(ChannelPattern channel, String ref, Session session) {
        if (identity.maySubscribe(channel)) return false;
        if (isNobody()) refuse(ErrorCode.UNAUTHENTICATED, "send a token first", ref, session);
        else
            refuse(
                    ErrorCode.FORBIDDEN,
                    "the token does not allow all that " + channel + " matches",
                    ref,
                    session);
        return true;
    }

    /** Tells a client that has no good token so; what a good one may publish is asked elsewhere. */
    boolean refusesPublishing(String ref, Session session) {
        if (!isNobody() && lapsed() == null) return false;
        refuse(ErrorCode.UNAUTHENTICATED, "send a good token first", ref, session);
        return true;
    }

    /** A client shows a token: its first, or a fresh one. */
    void show(String token, String ref, Session session) {
        Verdict verdict = identities.judgeShown(token);
        if (verdict instanceof Verdict.Rejected rejected) reject(rejected, ref, session);
        else accept(((Verdict.Accepted) verdict).identity(), ref, session);
    }

    /** A bad token changes nothing for a session that has a good one. */
    private void reject(Verdict.Rejected rejected, String ref, Session session) {
        refuse(ErrorCode.UNAUTHENTICATED, rejected.message(), ref, session);
        if (isNobody() && rejected.reason() != Rejection.KEYS_PENDING)
            session.close(CloseReason.UNAUTHENTICATED);
    }

    private void accept(Identity shown, String ref, Session session) {
        if (!isNobody() && !identity.subject().equals(shown.subject())) {
            refuse(ErrorCode.FORBIDDEN, "the session is of another user", ref, session);
            session.close(CloseReason.FORBIDDEN);
            return;
        }
        if (shown.subject().isPresent() && !endPoint.admitUser(shown.subject().get())) {
            refuse(ErrorCode.LIMIT, "too many sessions of this user", ref, session);
            session.close(CloseReason.RATE);
            return;
        }
        if (!isNobody()) session.keepOnly(shown::maySubscribe);
        identity = shown;
        session.send(new ServerMessage.Authorized(shown.expires().orElse(null), ref));
    }

    private static void refuse(ErrorCode code, String message, String ref, Session session) {
        session.send(new ServerMessage.Refused(code, message, ref));
    }
}
