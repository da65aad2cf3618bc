package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An HTTP response of one piece. Immutable.
 *
 * @param headers beside those that every response has
 * @param body never changed; read through a view
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A line of text; not to be cached. */
    public static Answer text(int status, String line) {
        return of(status, "text/plain; charset=utf-8", line + "\n");
    }

    /** A JSON document; not to be cached. */
    public static Answer json(int status, String json) {
        return of(status, "application/json", json);
    }

    /** Text of that type; not to be cached. */
    public static Answer of(int status, String contentType, String text) {
        return new Answer(
                status,
                Map.of("Content-Type", contentType, "Cache-Control", "no-store"),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    /** Sends it; the callback is completed once. */
    public void send(Response response, Callback callback) {
        response.setStatus(status);
        var fields = response.getHeaders();
        headers.forEach(fields::put);
        fields.put("X-Content-Type-Options", "nosniff");
        if (status != HttpStatus.NOT_MODIFIED_304)
            fields.put(HttpHeader.CONTENT_LENGTH, body.remaining());
        response.write(true, body.asReadOnlyBuffer(), callback);
    }
}
