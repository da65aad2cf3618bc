package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Pong;
import io.eventrouter.gateway.session.ServerMessage.Reconnect;
import io.eventrouter.gateway.session.ServerMessage.Refused;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.nio.ByteBuffer;

/**
 * Control messages as blocks of one event stream: named events whose data is the JSON of the
 * WebSocket, and {@code id:} lines, which are all that a client knows of cursors.
 *
 * <p>An id says: all before it has been sent. It stands for all subscriptions of the stream, so
 * while one that resumes has not been answered none goes out, and a client that comes back names
 * the place that it came with. The one in the welcome is given to those only who begin now, or
 * whose cursor was none.
 *
 * <p>Confined to its session's worker.
 */
final class SseMessages {
    /** A session's answer to nobody. */
    static final ServerMessage HEARTBEAT = new Pong(null);

    private static final ByteBuffer COMMENT = ascii(":\n\n");
    private static final ByteBuffer NOTHING = ascii("");

    private final boolean fromPast;
    private final long retryMillis;
    private int unanswered;
    private boolean resumes;
    private String welcomeCursor;

    /**
     * @param subscriptions how many answers are to come
     * @param fromPast whether they begin before now
     * @param retryMillis when a client whose stream ends for no reason is to come back
     */
    SseMessages(int subscriptions, boolean fromPast, long retryMillis) {
        unanswered = subscriptions;
        this.fromPast = fromPast;
        this.retryMillis = retryMillis;
    }

    /** The message as a block; empty when it is not for this client. */
    ByteBuffer encode(ServerMessage message) {
        if (message instanceof Pong) return COMMENT;
        if (message instanceof Checkpoint m) return checkpoint(m);
        if (message instanceof Welcome m) return welcome(m);
        if (message instanceof Subscribed m) return subscribed(m);
        if (message instanceof Reconnect m)
            return named("reconnect", "retry: " + m.afterMillis() + "\n", m);
        if (message instanceof Refused m) return refused(m);
        return named(nameOf(message), "", message);
    }

    /** The last block of a stream that the gateway ends. */
    static ByteBuffer end(CloseReason reason) {
        String json =
                "{\"op\":\"close\",\"code\":%d,\"reason\":\"%s\"}"
                        .formatted(reason.code(), reason.word());
        return ascii("event: close\ndata: " + json + "\n\n");
    }

    private ByteBuffer checkpoint(Checkpoint m) {
        return unanswered > 0 ? NOTHING : ascii(id(m.cursor()) + "\n");
    }

    private ByteBuffer welcome(Welcome m) {
        welcomeCursor = m.cursor();
        String retry = "retry: " + retryMillis + "\n";
        return named("welcome", fromPast ? retry : retry + id(welcomeCursor), m);
    }

    private ByteBuffer subscribed(Subscribed m) {
        if (m.recovered() == null || m.recovered() || m.lost() != null) resumes = true;
        boolean beginsNow = isLastAnswer() && fromPast && !resumes;
        return named("subscribed", beginsNow ? id(welcomeCursor) : "", m);
    }

    /** Not named {@code error}: browsers give that name to a stream that breaks. */
    private ByteBuffer refused(Refused m) {
        isLastAnswer();
        return named("refused", "", m);
    }

    private boolean isLastAnswer() {
        if (unanswered > 0) unanswered--;
        return unanswered == 0;
    }

    /** Those without fields of their own are named by their {@code op}. */
    private static String nameOf(ServerMessage message) {
        return message instanceof ServerMessage.Gap ? "gap" : "control";
    }

    private static String id(String cursor) {
        return cursor == null ? "" : "id: " + cursor + "\n";
    }

    private static ByteBuffer named(String event, String fields, ServerMessage message) {
        byte[] head = (fields + "event: " + event + "\ndata: ").getBytes(UTF_8);
        ByteBuffer json = ServerMessageWriter.write(message);
        return ByteBuffer.allocate(head.length + json.remaining() + 2)
                .put(head)
                .put(json)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII)).asReadOnlyBuffer();
    }
}
