package io.eventrouter.cli.letters;

import io.eventrouter.cli.text.TerminalText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Bytes from anywhere as text that harms no terminal. Stateless. */
final class Payload {
    private Payload() {}

    /** The bytes as text, where they are UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** On one line: text with escapes, or base64 that says that it is. */
    static String line(byte[] bytes) {
        return text(bytes).map(TerminalText::escape).orElseGet(() -> "base64 " + base64(bytes));
    }

    /** What it is, such as {@code 12 bytes of text}. */
    static String kind(byte[] bytes) {
        if (bytes == null) return "none";
        String count = bytes.length == 1 ? "1 byte" : bytes.length + " bytes";
        return text(bytes).isPresent() ? count + " of text" : count + ", in base64";
    }

    /** On as many lines as the text has; base64 on lines of 76. */
    static List<String> lines(byte[] bytes) {
        Optional<String> text = text(bytes);
        if (text.isPresent())
            return Arrays.stream(text.get().split("\r?\n", -1)).map(TerminalText::escape).toList();
        return List.of(Base64.getMimeEncoder().encodeToString(bytes).split("\r\n"));
    }
}
