package io.eventrouter.gateway.socket;

import java.nio.charset.StandardCharsets;

/** A frame as it came over the wire. */
record WireFrame(int opcode, boolean fin, String text) {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static WireFrame of(int firstByte, byte[] payload) {
        int opcode = firstByte & 0xf;
        boolean fin = (firstByte & 0x80) != 0;
        if (opcode != CLOSE || payload.length < 2)
            return new WireFrame(opcode, fin, new String(payload, StandardCharsets.UTF_8));
        int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        String word = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return new WireFrame(opcode, fin, code + " " + word);
    }

    static WireFrame close(int code, String word) {
        return new WireFrame(CLOSE, true, code + " " + word);
    }

    static WireFrame text(String text) {
        return new WireFrame(TEXT, true, text);
    }
}
