package io.eventrouter.gateway.socket;

import io.eventrouter.event.InvalidEventException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * The attributes of a CloudEvent in binary mode, from the headers {@code ce-NAME} (CloudEvents HTTP
 * binding 1.0, 3.1.3): a value may be in double quotes, and is then percent-decoded, once.
 * Stateless.
 */
final class HeaderAttributes {
    static final String PREFIX = "ce-";

    private HeaderAttributes() {}

    /**
     * By name.
     *
     * @throws InvalidEventException when one is given twice, or its value is not of that form
     */
    static Map<String, String> of(HttpFields headers) {
        var attributes = new LinkedHashMap<String, String>();
        for (HttpField header : headers) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (!name.startsWith(PREFIX)) continue;
            String attribute = name.substring(PREFIX.length());
            String value = decode(attribute, unquote(attribute, header.getValue()));
            if (attributes.put(attribute, value) != null)
                throw invalid(attribute, "is given twice");
        }
        return attributes;
    }

    private static String unquote(String attribute, String value) {
        if (value == null || !value.startsWith("\"")) return String.valueOf(value);
        var text = new StringBuilder();
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' && i == value.length() - 1) return text.toString();
            if (c == '"') break;
            if (c == '\\' && ++i < value.length()) c = value.charAt(i);
            text.append(c);
        }
        throw invalid(attribute, "begins with a quote, and does not end with one");
    }

    private static String decode(String attribute, String value) {
        var bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x7f) throw invalid(attribute, "has other than ASCII: write it as %C3%A9");
            if (c != '%') {
                bytes.write(c);
            } else {
                bytes.write(escaped(attribute, value, i));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(attribute, "is not UTF-8 once it is percent-decoded");
        }
    }

    private static int escaped(String attribute, String value, int percent) {
        if (percent + 2 < value.length()) {
            int high = Character.digit(value.charAt(percent + 1), 16);
            int low = Character.digit(value.charAt(percent + 2), 16);
            if (high >= 0 && low >= 0) return high << 4 | low;
        }
        throw invalid(attribute, "has a % that begins no escape: write it as %25");
    }

    /** A name that is none is quoted; the others show as they are. */
    private static InvalidEventException invalid(String attribute, String fault) {
        boolean plain = attribute.chars().allMatch(Character::isLetterOrDigit);
        return new InvalidEventException(
                plain ? attribute : InvalidEventException.quote(attribute), fault);
    }
}
