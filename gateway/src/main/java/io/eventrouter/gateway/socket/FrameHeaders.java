package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;

/**
 * Follows the headers of incoming frames, to see at once when one claims more than may come. Jetty
 * checks the claim only with the first byte of the payload, which a client need never send.
 *
 * <p>Payloads are skipped, not read. Confined to the thread that reads the connection.
 */
final class FrameHeaders {
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;
    private static final int MASK_BYTES = 4;

    private enum Next {
        OPCODE,
        LENGTH,
        LONG_LENGTH,
        MASK_AND_PAYLOAD,
        /** A frame claimed too much; what follows has no meaning. */
        NOTHING
    }

    private final long mostBytes;
    private Next next = Next.OPCODE;
    private boolean masked;
    private int lengthBytesLeft;
    private long length;

    /**
     * @param mostBytes the largest payload of one frame
     */
    FrameHeaders(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Reads on.
     *
     * @return false from the moment on at which a frame claims too much
     */
    boolean accept(ByteBuffer bytes) {
        while (bytes.hasRemaining() && next != Next.NOTHING) {
            if (next == Next.MASK_AND_PAYLOAD) skip(bytes);
            else readHeader(bytes.get() & 0xff);
        }
        return next != Next.NOTHING;
    }

    private void readHeader(int b) {
        switch (next) {
            case OPCODE -> next = Next.LENGTH;
            case LENGTH -> {
                masked = (b & MASKED) != 0;
                length = b & LENGTH;
                lengthBytesLeft = length == LENGTH_IN_2 ? 2 : length == LENGTH_IN_8 ? 8 : 0;
                if (lengthBytesLeft == 0) headerRead();
                else {
                    length = 0;
                    next = Next.LONG_LENGTH;
                }
            }
            default -> {
                length = (length << 8) | b;
                if (--lengthBytesLeft == 0) headerRead();
            }
        }
    }

    private void headerRead() {
        if (length < 0 || length > mostBytes) {
            next = Next.NOTHING;
            return;
        }
        if (masked) length += MASK_BYTES;
        next = length == 0 ? Next.OPCODE : Next.MASK_AND_PAYLOAD;
    }

    private void skip(ByteBuffer bytes) {
        int skipped = (int) Math.min(length, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        length -= skipped;
        if (length == 0) next = Next.OPCODE;
    }
}
