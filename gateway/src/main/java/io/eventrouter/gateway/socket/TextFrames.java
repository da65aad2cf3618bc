package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * The bytes of text messages, each as a WebSocket frame, one behind another; read in pieces of any
 * size, wherever those begin and end. The texts are only read, by absolute positions, so sessions
 * share them. Confined to the write that it belongs to.
 */
final class TextFrames implements OutgoingBytes {
    private static final int FIN_TEXT = 0x80 | OpCode.TEXT;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;
    private static final int MOST_IN_2 = 0xffff;

    private static final int FIN_PING = 0x80 | OpCode.PING;

    private final ByteBuffer[] texts;
    private final int pingAt;
    private int next;

    /** Of the next frame, header included. */
    private int taken;

    /**
     * @param endsWithPing whether the last one is the payload of a ping
     */
    TextFrames(ByteBuffer[] texts, boolean endsWithPing) {
        this.texts = texts;
        pingAt = endsWithPing ? texts.length - 1 : -1;
    }

    @Override
    public boolean isEmpty() {
        return next == texts.length;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        int from = taken;
        for (int i = next; i < texts.length && target.hasRemaining(); i++) {
            copy(i == pingAt ? FIN_PING : FIN_TEXT, texts[i], from, target);
            from = 0;
        }
    }

    private static void copy(int first, ByteBuffer text, int from, ByteBuffer target) {
        int length = text.remaining();
        int header = headerLength(length);
        int at = from;
        while (at < header && target.hasRemaining()) target.put(headerByte(first, length, at++));
        int bytes = Math.min(length + header - at, target.remaining());
        if (bytes <= 0) return;
        target.put(target.position(), text, text.position() + at - header, bytes);
        target.position(target.position() + bytes);
    }

    @Override
    public void take(int bytes) {
        int left = bytes + taken;
        while (next < texts.length) {
            int length = texts[next].remaining();
            int frame = headerLength(length) + length;
            if (left < frame) break;
            left -= frame;
            next++;
        }
        taken = left;
    }

    private static int headerLength(int length) {
        return length < LENGTH_IN_2 ? 2 : length <= MOST_IN_2 ? 4 : 10;
    }

    private static byte headerByte(int first, int length, int at) {
        if (at == 0) return (byte) first;
        int header = headerLength(length);
        if (at == 1) return (byte) (header == 2 ? length : header == 4 ? LENGTH_IN_2 : LENGTH_IN_8);
        int shift = 8 * (header - 1 - at);
        return (byte) (shift > 24 ? 0 : length >> shift);
    }
}
