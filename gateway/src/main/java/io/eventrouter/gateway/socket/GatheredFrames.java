package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Several text messages that Jetty's flusher writes as if they were one frame: it writes the header
 * of the first, for the length given here, and then the payload as it is, in which the other frames
 * stand behind the first one's text. So a burst costs one entry in the flusher and one write, and a
 * close or a ping can only come before or after it.
 *
 * <p>Confined to the write that it belongs to; {@link #release} gives the buffer back.
 */
final class GatheredFrames extends Frame {
    /** The longest header of a frame that is not masked. */
    static final int HEADER_BYTES = 10;

    private static final int FIN_TEXT = 0x80 | OpCode.TEXT;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;
    private static final int MOST_IN_2 = 0xffff;

    private final RetainableByteBuffer buffer;
    private int firstLength = -1;

    /**
     * @param capacity for all payloads, and {@link #HEADER_BYTES} for each
     */
    GatheredFrames(ByteBufferPool pool, int capacity) {
        super(OpCode.TEXT);
        buffer = pool.acquire(capacity, true);
        setPayload(buffer.getByteBuffer());
    }

    /** Adds a message; consumes the text. */
    void add(ByteBuffer text) {
        ByteBuffer bytes = buffer.getByteBuffer();
        int position = BufferUtil.flipToFill(bytes);
        if (firstLength < 0) firstLength = text.remaining();
        else putHeader(bytes, text.remaining());
        bytes.put(text);
        BufferUtil.flipToFlush(bytes, position);
    }

    private static void putHeader(ByteBuffer bytes, int length) {
        bytes.put((byte) FIN_TEXT);
        if (length < LENGTH_IN_2) bytes.put((byte) length);
        else if (length <= MOST_IN_2) bytes.put((byte) LENGTH_IN_2).putShort((short) length);
        else bytes.put((byte) LENGTH_IN_8).putLong(length);
    }

    void release() {
        buffer.release();
    }

    /** What the header that Jetty writes is to say: the length of the first message. */
    @Override
    public int getPayloadLength() {
        return firstLength;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
