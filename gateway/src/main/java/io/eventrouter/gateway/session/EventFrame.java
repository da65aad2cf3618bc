package io.eventrouter.gateway.session;

import io.eventrouter.event.Priority;
import io.eventrouter.gateway.trace.SpanPart;
import java.nio.ByteBuffer;

/**
 * An event, encoded once: the same bytes go to every session. Immutable and thread-safe, but for
 * the part of a span.
 *
 * @param payload the text message, UTF-8; never changed, read through {@link #view()}
 * @param span counts who has it, on the worker's thread; null where the event is not traced
 */
public record EventFrame(Priority priority, ByteBuffer payload, SpanPart span) implements Outbound {
    /** One that is not traced. */
    public EventFrame(Priority priority, ByteBuffer payload) {
        this(priority, payload, null);
    }

    /** A view of the payload with a position of its own. */
    public ByteBuffer view() {
        return payload.asReadOnlyBuffer();
    }

    @Override
    public int bytes() {
        return payload.remaining();
    }
}
