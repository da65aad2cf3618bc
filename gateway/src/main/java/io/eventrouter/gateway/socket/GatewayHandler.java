package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says which request goes where: {@code /ws} and {@code /sse} to their handshakes, the pages to the
 * watch page, anything else to nothing. A path must be written exactly so: one with parameters or
 * dots in it is another path, and there is none. Thread-safe.
 */
final class GatewayHandler extends Handler.Abstract.NonBlocking {
    private static final Answer NO_NEW_SESSIONS =
            Answer.text(503, "this gateway takes no new sessions")
                    .with("Retry-After", "2")
                    .with("Connection", "close");

    private final Handshake handshake;
    private final Upgrade upgrade;
    private final SseHandshake sseHandshake;
    private final SseUpgrade sseUpgrade;
    private final Admission admission;
    private final WebPages pages;
    private final SocketMetrics metrics;
    private volatile boolean accepting = true;

    GatewayHandler(
            Handshake handshake,
            Upgrade upgrade,
            SseHandshake sseHandshake,
            SseUpgrade sseUpgrade,
            Admission admission,
            WebPages pages,
            SocketMetrics metrics) {
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.sseHandshake = sseHandshake;
        this.sseUpgrade = sseUpgrade;
        this.admission = admission;
        this.pages = pages;
        this.metrics = metrics;
    }

    void stopAccepting() {
        accepting = false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        endPoint(request).requestArrived();
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals("/ws")) webSocket(request, response, callback);
        else if (path.equals("/sse")) eventStream(request, response, callback);
        else page(path, request).send(response, callback);
        return true;
    }

    private static GatewayEndPoint endPoint(Request request) {
        return (GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void webSocket(Request request, Response response, Callback callback) {
        Handshake.Outcome outcome = handshake.decide(request);
        Optional<Answer> refusal =
                outcome instanceof Handshake.Refused refused
                        ? Optional.of(refused.answer())
                        : admit(request);
        if (refusal.isPresent()) {
            refuse(Transport.WEBSOCKET, refusal.get(), response, callback);
            return;
        }
        metrics.handshake(Transport.WEBSOCKET, HttpStatus.SWITCHING_PROTOCOLS_101);
        upgrade.perform((Handshake.Accepted) outcome, request, response, callback);
    }

    private void eventStream(Request request, Response response, Callback callback) {
        CrossOrigin.allow(response);
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            CrossOrigin.preflight().send(response, callback);
            return;
        }
        SseHandshake.Outcome outcome = sseHandshake.decide(request, Identity.ANYONE);
        if (outcome instanceof SseHandshake.Accepted accepted)
            eventStream(accepted.stream(), request, response, callback);
        else refuse(Transport.SSE, ((SseHandshake.Refused) outcome).answer(), response, callback);
    }

    /** Whoever asks for the head only gets no session, and takes nobody's place. */
    private void eventStream(
            SseRequest stream, Request request, Response response, Callback callback) {
        if (HttpMethod.HEAD.is(request.getMethod())) {
            sseUpgrade.answerHead(response, callback);
            return;
        }
        Optional<Answer> refusal = admit(request);
        if (refusal.isPresent()) {
            refuse(Transport.SSE, refusal.get(), response, callback);
            return;
        }
        metrics.handshake(Transport.SSE, HttpStatus.OK_200);
        sseUpgrade.perform(stream, request, response, callback);
    }

    /** Gives its connection the right to a session, or says why not. */
    private Optional<Answer> admit(Request request) {
        if (!accepting) {
            metrics.refused(SocketMetrics.DRAINING);
            return Optional.of(NO_NEW_SESSIONS);
        }
        GatewayEndPoint endPoint = endPoint(request);
        Admission.Outcome outcome = admission.admit(endPoint.clientAddress());
        if (outcome instanceof Admission.Refusal refusal) {
            metrics.refused(refusal.word());
            return Optional.of(refusal.answer());
        }
        endPoint.admitted((Admission.Ticket) outcome);
        return Optional.empty();
    }

    private void refuse(Transport transport, Answer answer, Response response, Callback callback) {
        metrics.handshake(transport, answer.status());
        answer.send(response, callback);
    }

    private Answer page(String path, Request request) {
        boolean readable =
                HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!readable)
            return Answer.text(405, "GET and HEAD are allowed").with("Allow", "GET, HEAD");
        Optional<Answer> page = pages.find(path, request.getHeaders());
        return page.orElseGet(() -> Answer.text(404, "there is nothing here"));
    }
}
