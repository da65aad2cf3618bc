package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where requests for event streams come in: who asks, what for, and whether there is room, in that
 * order. Thread-safe.
 */
final class SseEntry {
    private final RequestIdentity identities;
    private final SseHandshake handshake;
    private final SseUpgrade upgrade;
    private final SocketMetrics metrics;

    SseEntry(
            RequestIdentity identities,
            SseHandshake handshake,
            SseUpgrade upgrade,
            SocketMetrics metrics) {
        this.identities = identities;
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.metrics = metrics;
    }

    /** Gives a request's connection the right to a session, or says why not. */
    interface Door {
        Optional<Answer> admit(Request request, Identity identity);
    }

    void handle(Request request, Response response, Callback callback, Door door) {
        SseCrossOrigin.allow(response);
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            SseCrossOrigin.preflight().send(response, callback);
            return;
        }
        SseHandshake.Outcome outcome = decide(request);
        if (outcome instanceof SseHandshake.Refused refused)
            refuse(refused.answer(), response, callback);
        else begin((SseHandshake.Accepted) outcome, request, response, callback, door);
    }

    private SseHandshake.Outcome decide(Request request) {
        RequestIdentity.Outcome who = identities.ofReader(request);
        if (who instanceof RequestIdentity.Refused refused)
            return new SseHandshake.Refused(refused.answer());
        return handshake.decide(request, ((RequestIdentity.Known) who).identity());
    }

    /** Whoever asks for the head only gets no session, and takes nobody's place. */
    private void begin(
            SseHandshake.Accepted accepted,
            Request request,
            Response response,
            Callback callback,
            Door door) {
        if (HttpMethod.HEAD.is(request.getMethod())) {
            upgrade.answerHead(response, callback);
            return;
        }
        Optional<Answer> refusal = door.admit(request, accepted.stream().identity());
        if (refusal.isPresent()) {
            refuse(refusal.get(), response, callback);
            return;
        }
        metrics.handshake(Transport.SSE, HttpStatus.OK_200);
        upgrade.perform(accepted.stream(), request, response, callback);
    }

    private void refuse(Answer answer, Response response, Callback callback) {
        metrics.handshake(Transport.SSE, answer.status());
        answer.send(response, callback);
    }
}
