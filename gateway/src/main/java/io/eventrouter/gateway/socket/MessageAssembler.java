package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Puts the fragments of a text message together, up to a bound. A message of one frame, the common
 * one, is read where it is. Confined to the thread that reads the connection.
 */
final class MessageAssembler {
    /** What became of a fragment. */
    enum Progress {
        INCOMPLETE,
        /** {@link #takeText()} has the message. */
        COMPLETE,
        TOO_LARGE,
        NOT_UTF_8
    }

    private final int mostBytes;

    /** Null while no message is incomplete: an idle connection holds no buffer. */
    private ByteBuffer parts;

    private String text;

    MessageAssembler(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Takes the next fragment.
     *
     * @param payload read, not kept
     * @param last whether the message ends with it
     */
    Progress add(ByteBuffer payload, boolean last) {
        int before = parts == null ? 0 : parts.position();
        if (payload.remaining() > mostBytes - before) return Progress.TOO_LARGE;
        if (last && parts == null) return decode(payload.slice());
        append(payload);
        if (!last) return Progress.INCOMPLETE;
        ByteBuffer whole = parts.flip();
        parts = null;
        return decode(whole);
    }

    /** The message that has just become complete; once. */
    String takeText() {
        String taken = text;
        text = null;
        return taken;
    }

    private void append(ByteBuffer payload) {
        int needed = payload.remaining() + (parts == null ? 0 : parts.position());
        if (parts == null) parts = ByteBuffer.allocate(Math.max(needed, 256));
        else if (parts.capacity() < needed)
            parts =
                    ByteBuffer.allocate(Math.min(mostBytes, Math.max(needed, 2 * parts.capacity())))
                            .put(parts.flip());
        parts.put(payload.slice());
    }

    private Progress decode(ByteBuffer utf8) {
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            return Progress.COMPLETE;
        } catch (CharacterCodingException e) {
            return Progress.NOT_UTF_8;
        }
    }
}
