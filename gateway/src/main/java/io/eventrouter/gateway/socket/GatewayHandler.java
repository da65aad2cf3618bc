package io.eventrouter.gateway.socket;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says which request goes where: {@code /ws} to the handshake, the pages to the watch page,
 * anything else to nothing. A path must be written exactly so: one with parameters or dots in it is
 * another path, and there is none. Thread-safe.
 */
final class GatewayHandler extends Handler.Abstract.NonBlocking {
    private static final Answer NO_NEW_SESSIONS =
            Answer.text(503, "this gateway takes no new sessions")
                    .with("Retry-After", "2")
                    .with("Connection", "close");

    private final Handshake handshake;
    private final Upgrade upgrade;
    private final WebPages pages;
    private final SocketMetrics metrics;
    private volatile boolean accepting = true;

    GatewayHandler(Handshake handshake, Upgrade upgrade, WebPages pages, SocketMetrics metrics) {
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.pages = pages;
        this.metrics = metrics;
    }

    void stopAccepting() {
        accepting = false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ((GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint())
                .requestArrived();
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals("/ws")) webSocket(request, response, callback);
        else page(path, request).send(response, callback);
        return true;
    }

    private void webSocket(Request request, Response response, Callback callback) {
        Handshake.Outcome outcome = handshake.decide(request);
        if (outcome instanceof Handshake.Accepted accepted && accepting) {
            metrics.handshake(HttpStatus.SWITCHING_PROTOCOLS_101);
            upgrade.perform(accepted, request, response, callback);
            return;
        }
        Answer answer =
                outcome instanceof Handshake.Refused refused ? refused.answer() : NO_NEW_SESSIONS;
        metrics.handshake(answer.status());
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
