package io.eventrouter.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a content type says of the bytes it comes with.
 *
 * @param essence {@code type/subtype} in lower case
 * @param charset in lower case; empty when none is named
 */
record MediaType(String essence, String charset) {
    static final MediaType JSON = new MediaType("application/json", "");
    static final MediaType TEXT = new MediaType("text/plain", "utf-8");
    static final MediaType BYTES = new MediaType("application/octet-stream", "");

    private static final byte[] JSON_HEADER = Utf8.encode(ContentTypes.JSON);
    private static final byte[] TEXT_HEADER = Utf8.encode(ContentTypes.TEXT);
    private static final byte[] BYTES_HEADER = Utf8.encode(ContentTypes.BYTES);

    private static final String CHARSET = "charset=";

    /** Reads a content type header; anything unreadable is bytes. */
    static MediaType of(byte[] header) {
        if (Arrays.equals(header, JSON_HEADER)) return JSON;
        if (Arrays.equals(header, TEXT_HEADER)) return TEXT;
        if (Arrays.equals(header, BYTES_HEADER)) return BYTES;
        return of(Utf8.decode(header));
    }

    static MediaType of(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String charset = "";
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith(CHARSET))
                charset = parameter.substring(CHARSET.length()).replace("\"", "");
        }
        return new MediaType(parts[0].strip(), charset);
    }

    /** As CloudEvents has it: the subtype is {@code json}, or ends with {@code +json}. */
    boolean isJson() {
        return essence.equals("application/json")
                || essence.equals("text/json")
                || essence.endsWith("+json");
    }

    /** Whether the bytes are meant to be read as text, and as UTF-8. */
    boolean isText() {
        boolean text =
                essence.startsWith("text/")
                        || essence.equals("application/xml")
                        || essence.endsWith("+xml");
        return text && isUtf8();
    }

    /** Whether it names UTF-8, ASCII (which is UTF-8 too) or no charset. */
    boolean isUtf8() {
        return charset.isEmpty()
                || charset.equals("utf-8")
                || charset.equals("utf8")
                || charset.equals("us-ascii");
    }

    /** Why the bytes are not what this type says; empty when they are, or nobody can tell. */
    Optional<String> faultOf(byte[] data) {
        if (!isJson()) return Optional.empty();
        return isUtf8() ? JsonText.faultOf(data) : Optional.of("JSON has no charset but UTF-8");
    }

    /** Whether the bytes are a whole event in some format, not only its data. */
    boolean isCloudEvent() {
        return essence.startsWith("application/cloudevents");
    }

    /** Whether that format is one event in JSON. */
    boolean isCloudEventJson() {
        return essence.equals("application/cloudevents+json");
    }
}
