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
    private final SseEntry sse;
    private final Admission admission;
    private final WebPages pages;
    private final SocketMetrics metrics;
    private volatile boolean accepting = true;

    GatewayHandler(
            Handshake handshake,
            Upgrade upgrade,
            SseEntry sse,
            Admission admission,
            WebPages pages,
            SocketMetrics metrics) {
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.sse = sse;
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
        else if (path.equals("/sse")) sse.handle(request, response, callback, this::admit);
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
                        : admit(request, Identity.ANYONE);
        if (refusal.isPresent()) {
            metrics.handshake(Transport.WEBSOCKET, refusal.get().status());
            refusal.get().send(response, callback);
            return;
        }
        metrics.handshake(Transport.WEBSOCKET, HttpStatus.SWITCHING_PROTOCOLS_101);
        upgrade.perform((Handshake.Accepted) outcome, request, response, callback);
    }

    /** Gives its connection the right to a session, or says why not. */
    private Optional<Answer> admit(Request request, Identity identity) {
        if (!accepting) {
            metrics.refused(SocketMetrics.DRAINING);
            return Optional.of(NO_NEW_SESSIONS);
        }
        GatewayEndPoint endPoint = endPoint(request);
        Admission.Outcome outcome = admission.admit(endPoint.clientAddress());
        if (outcome instanceof Admission.Refusal refusal) return refused(refusal);
        var ticket = (Admission.Ticket) outcome;
        if (!identity.subject().map(ticket::admitUser).orElse(true)) {
            ticket.release();
            return refused(Admission.Refusal.USER);
        }
        endPoint.admitted(ticket);
        return Optional.empty();
    }

    private Optional<Answer> refused(Admission.Refusal refusal) {
        metrics.refused(refusal.word());
        return Optional.of(refusal.answer());
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
