package io.eventrouter.gateway.socket;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says which request goes where: {@code /ws} to the handshake, the pages to the console, anything
 * else to nothing. A path must be written exactly so: one with parameters or dots in it is another
 * path, and there is none. Thread-safe.
 */
final class GatewayHandler extends Handler.Abstract.NonBlocking {
    private static final Answer NO_NEW_SESSIONS =
            Answer.text(503, "this gateway takes no new sessions")
                    .with("Retry-After", "2")
                    .with("Connection", "close");

    private final Handshake handshake;
    private final Upgrade upgrade;
    private final Admission admission;
    private final WebPages pages;
    private final SocketMetrics metrics;
    private volatile boolean accepting = true;
    private volatile ConsolePages console;

    GatewayHandler(
            Handshake handshake,
            Upgrade upgrade,
            Admission admission,
            WebPages pages,
            SocketMetrics metrics) {
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.admission = admission;
        this.pages = pages;
        this.metrics = metrics;
    }

    /** From now on it answers the console too. */
    void show(ConsolePages pages) {
        console = pages;
    }

    void stopAccepting() {
        accepting = false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        endPoint(request).requestArrived();
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals("/ws")) webSocket(request, response, callback);
        else page(path, request).send(response, callback);
        return true;
    }

    private static GatewayEndPoint endPoint(Request request) {
        return (GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void webSocket(Request request, Response response, Callback callback) {
        Handshake.Outcome outcome = handshake.decide(request);
        if (outcome instanceof Handshake.Refused refused)
            refuse(refused.answer(), response, callback);
        else if (!accepting) {
            metrics.refused(SocketMetrics.DRAINING);
            refuse(NO_NEW_SESSIONS, response, callback);
        } else admit((Handshake.Accepted) outcome, request, response, callback);
    }

    private void admit(
            Handshake.Accepted accepted, Request request, Response response, Callback callback) {
        GatewayEndPoint endPoint = endPoint(request);
        Admission.Outcome outcome = admission.admit(endPoint.clientAddress());
        if (outcome instanceof Admission.Refusal refusal) {
            metrics.refused(refusal.word());
            refuse(refusal.answer(), response, callback);
            return;
        }
        endPoint.admitted((Admission.Ticket) outcome);
        metrics.handshake(HttpStatus.SWITCHING_PROTOCOLS_101);
        upgrade.perform(accepted, request, response, callback);
    }

    private void refuse(Answer answer, Response response, Callback callback) {
        metrics.handshake(answer.status());
        answer.send(response, callback);
    }

    private Answer page(String path, Request request) {
        boolean readable =
                HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!readable)
            return Answer.text(405, "GET and HEAD are allowed").with("Allow", "GET, HEAD");
        Optional<Answer> page = pages.find(path, request.getHeaders());
        return page.or(() -> figures(path, request))
                .orElseGet(() -> Answer.text(404, "there is nothing here"));
    }

    private Optional<Answer> figures(String path, Request request) {
        ConsolePages now = console;
        return now == null
                ? Optional.empty()
                : now.find(path, endPoint(request).clientAddress(), request);
    }
}
