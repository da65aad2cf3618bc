package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** WebSocket as a client needs it that only listens. Stateless. */
final class Wire {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int FIN = 0x80;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_2 = 126;
    private static final int LENGTH_IN_8 = 127;

    /** Clients must mask; a mask of zeros leaves the bytes as they are. */
    private static final byte[] MASK = new byte[4];

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] SWITCHED = "HTTP/1.1 101".getBytes(US_ASCII);

    private Wire() {}

    /** Takes one whole frame at a time. */
    interface Frames {
        /**
         * @param payload from its position to its limit; not kept
         */
        void frame(int opcode, ByteBuffer payload);
    }

    static ByteBuffer handshake(String path, String subprotocol) {
        String protocol =
                subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
        return ByteBuffer.wrap(
                ("GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                + protocol
                                + "\r\n")
                        .getBytes(US_ASCII));
    }

    /** A request whose answer need not be read before the next one is sent. */
    static byte[] post(String path, String body) {
        return ("POST "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(US_ASCII);
    }

    /**
     * Looks for the end of the answer's head.
     *
     * @return where the frames begin; -1 when the head is not complete
     */
    static int endOfHead(ByteBuffer bytes) {
        for (int at = bytes.position(); at <= bytes.limit() - END_OF_HEAD.length; at++)
            if (hasAt(bytes, at, END_OF_HEAD)) return at + END_OF_HEAD.length;
        return -1;
    }

    /** Whether the head says that WebSocket is spoken from now on. */
    static boolean isSwitched(ByteBuffer head) {
        return head.remaining() >= SWITCHED.length && hasAt(head, head.position(), SWITCHED);
    }

    private static boolean hasAt(ByteBuffer bytes, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) if (bytes.get(at + i) != text[i]) return false;
        return true;
    }

    /** Takes all whole frames out of the bytes; what is left is the beginning of the next one. */
    static void read(ByteBuffer bytes, Frames to) {
        int end = bytes.limit();
        while (bytes.remaining() >= 2) {
            int start = bytes.position();
            int opcode = bytes.get(start) & 0xf;
            int length = bytes.get(start + 1) & 0x7f;
            int header = length == LENGTH_IN_2 ? 4 : length == LENGTH_IN_8 ? 10 : 2;
            if (bytes.remaining() < header) return;
            long payload =
                    length == LENGTH_IN_2
                            ? bytes.getShort(start + 2) & 0xffff
                            : length == LENGTH_IN_8 ? bytes.getLong(start + 2) : length;
            if (bytes.remaining() < header + payload) return;
            int next = start + header + (int) payload;
            bytes.limit(next).position(start + header);
            to.frame(opcode, bytes);
            bytes.limit(end).position(next);
        }
    }

    static ByteBuffer pong(ByteBuffer payload) {
        return control(PONG, payload);
    }

    static ByteBuffer close() {
        return control(CLOSE, ByteBuffer.allocate(0));
    }

    private static ByteBuffer control(int opcode, ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + MASK.length + payload.remaining());
        frame.put((byte) (FIN | opcode)).put((byte) (MASKED | payload.remaining())).put(MASK);
        return frame.put(payload.duplicate()).flip();
    }
}
