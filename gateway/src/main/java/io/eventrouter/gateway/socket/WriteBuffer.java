package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;

/**
 * Where a thread puts what it writes next, and what it wrote last: sessions that are sent the same
 * messages one after the other are sent the same bytes, copied once. Confined to its thread.
 */
final class WriteBuffer {
    private final ByteBuffer bytes;

    /** Whose bytes these are, all of them; null for those of one write only. */
    private Object content;

    private int length;

    /**
     * @param size in bytes
     */
    WriteBuffer(int size) {
        bytes = ByteBuffer.allocateDirect(size);
    }

    /** For another use, whatever it holds. */
    ByteBuffer clear() {
        content = null;
        return bytes.clear();
    }

    /**
     * As many of the bytes as fit, none of which has been taken yet.
     *
     * @return from its position to its limit
     */
    ByteBuffer first(OutgoingBytes outgoing) {
        Object wanted = outgoing.content();
        if (wanted != null && wanted == content) return bytes.limit(length).position(0);
        ByteBuffer first = part(outgoing);
        length = first.limit();
        if (length < first.capacity()) content = wanted;
        return first;
    }

    /** Whether all there was is known to be in what was returned last. */
    boolean isWhole() {
        return content != null;
    }

    /**
     * As many of the bytes as fit.
     *
     * @return from its position to its limit
     */
    ByteBuffer part(OutgoingBytes outgoing) {
        outgoing.copyTo(clear());
        return bytes.flip();
    }
}
