package io.eventrouter.gateway.socket;

import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns an accepted request into an event stream: the head of a response that ends with the
 * connection, and then a connection of our own in place of Jetty's, as with a WebSocket.
 * Thread-safe.
 */
final class SseUpgrade {
    private final ConnectionParts parts;
    private final LongSupplier retryMillis;

    /**
     * @param retryMillis when a client whose stream breaks is to come back; asked once for each
     */
    SseUpgrade(ConnectionParts parts, LongSupplier retryMillis) {
        this.parts = parts;
        this.retryMillis = retryMillis;
    }

    void perform(SseRequest stream, Request request, Response response, Callback callback) {
        var endPoint =
                (GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
        var messages =
                new SseMessages(
                        stream.subscriptions().size(),
                        stream.isFromPast(),
                        retryMillis.getAsLong());
        var sink = new SseSink(endPoint, messages, parts.nanoClock());
        var connection =
                new SseConnection(
                        parts,
                        stream,
                        endPoint,
                        sink,
                        request.getConnectionMetaData().getConnector().getExecutor());
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
        writeHead(response);
        response.write(false, null, callback);
    }

    /** For whoever asks for the head only. */
    void answerHead(Response response, Callback callback) {
        writeHead(response);
        response.write(true, null, callback);
    }

    /** Without a length and with {@code close} the body is all that follows, as it is. */
    private static void writeHead(Response response) {
        response.setStatus(HttpStatus.OK_200);
        HttpFields.Mutable head = response.getHeaders();
        head.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        head.put(HttpHeader.CACHE_CONTROL, "no-store");
        head.put(HttpHeader.CONNECTION, "close");
        head.put("X-Accel-Buffering", "no");
        head.put("X-Content-Type-Options", "nosniff");
    }
}
