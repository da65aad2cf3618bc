package io.eventrouter.gateway.session;

import io.eventrouter.event.Priority;
import java.nio.ByteBuffer;

/**
 * An event, encoded once: the same bytes go to every session. Immutable and thread-safe.
 *
 * @param payload the text message, UTF-8; never changed, read through {@link #view()}
 */
public record EventFrame(Priority priority, ByteBuffer payload) implements Outbound {
    /** A view of the payload with a position of its own. */
    public ByteBuffer view() {
        return payload.asReadOnlyBuffer();
    }

    @Override
    public int bytes() {
        return payload.remaining();
    }
}
