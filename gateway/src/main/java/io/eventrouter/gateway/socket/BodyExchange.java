package io.eventrouter.gateway.socket;

import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request with a body, from its head, which was taken, to its answer; what is done with the
 * body is for who extends it. The end point looks after the request's time no more, until it is
 * answered.
 *
 * <p>Jetty calls from one thread at a time; the answer may come from another, once all was read.
 */
abstract class BodyExchange implements RequestBody.Reader {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final GatewayEndPoint endPoint;
    private RequestBody body;

    BodyExchange(Request request, Response response, Callback callback, GatewayEndPoint endPoint) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.endPoint = endPoint;
    }

    final void begin(RequestBody toRead) {
        body = toRead;
        endPoint.requestInHand();
        body.read();
    }

    final Request request() {
        return request;
    }

    final RequestBody body() {
        return body;
    }

    /** The answer, with who may read it. */
    abstract Answer readable(Answer answer);

    final void answer(Answer answer) {
        readable(answer).send(response, Callback.from(endPoint::answered, callback));
    }

    /** The server stops, or a fault of ours: the connection must not stay open for ever. */
    final Void unanswered(Throwable cause) {
        endPoint.answered();
        callback.failed(cause);
        return null;
    }

    @Override
    public void broken(Throwable cause) {
        body.release();
        unanswered(cause);
    }

    static String tooLarge(int limit) {
        return "a body of " + limit + " bytes is allowed";
    }

    static String stalled(Duration timeout) {
        return "the body did not arrive within " + timeout.toMillis() + " ms";
    }
}
