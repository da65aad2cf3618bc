package io.eventrouter.letters;

import io.eventrouter.event.Position;
import io.eventrouter.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter: the record as it was, with what the router wrote about it; or any other record
 * that may be published again, without reason and detail. Text in it comes from anywhere, and is
 * escaped where it is printed.
 *
 * @param at its place in the dead-letter topic
 * @param stored when the topic took it
 * @param reason {@value #UNKNOWN} where the router did not write it
 * @param detail may be empty
 * @param omitted what was left out as too large
 * @param replayedFrom the earlier letter, if the record was a replay itself
 * @param headers the record's own; read only
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Letter(
        Position at,
        Instant stored,
        String reason,
        String detail,
        Optional<Origin> origin,
        Optional<String> omitted,
        Optional<String> replayedFrom,
        Headers headers,
        byte[] key,
        byte[] value)
        implements LetterEntry {
    public static final String UNKNOWN = "unknown";

    /**
     * The channel that the record asks for, as far as can be told without reading its value; it
     * need not be a valid one.
     */
    public Optional<String> channel() {
        return header(CloudEventHeaders.CHANNEL)
                .or(() -> header(CloudEventHeaders.PLAIN_CHANNEL))
                .or(() -> header(CloudEventHeaders.SPECVERSION).isEmpty() ? keyText() : none());
    }

    /** The event's id, where a header says it. */
    public Optional<String> id() {
        return header(CloudEventHeaders.ID);
    }

    private Optional<String> keyText() {
        return Optional.ofNullable(key).map(Letter::text);
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private Optional<String> header(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(text(header.value()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
