package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;

/**
 * The bytes of messages in the form in which they go out, read in pieces of any size. Confined to
 * the write that it belongs to.
 */
interface OutgoingBytes {
    /**
     * What these bytes are made of: the same object has the same bytes in this form. Null where
     * each write has its own.
     */
    default Object content() {
        return null;
    }

    /** Whether all has been taken. */
    boolean isEmpty();

    /** Copies as much as fits of what has not been taken; takes nothing. */
    void copyTo(ByteBuffer target);

    /** So many bytes are on their way; the next copy begins behind them. */
    void take(int bytes);
}
