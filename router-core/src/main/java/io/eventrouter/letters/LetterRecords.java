package io.eventrouter.letters;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.letters.LetterEntry.Receipt;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records of the dead-letter topic as letters and receipts, and back. Never throws. Stateless. */
public final class LetterRecords {
    private LetterRecords() {}

    static LetterEntry read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        Optional<String> reason = text(headers, RouterHeaders.REASON);
        Optional<Receipt> receipt = reason.isPresent() ? Optional.empty() : receipt(headers);
        if (receipt.isPresent()) return receipt.get();
        return new Letter(
                new Position(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                reason.orElse(Letter.UNKNOWN),
                text(headers, RouterHeaders.DETAIL).orElse(""),
                origin(headers),
                text(headers, RouterHeaders.OMITTED),
                text(headers, RouterHeaders.REPLAYED_FROM),
                withoutOurs(headers),
                record.key(),
                record.value());
    }

    private static Optional<Receipt> receipt(Headers headers) {
        Optional<String> to = text(headers, RouterHeaders.REPLAYED_TO);
        return position(headers, RouterHeaders.REPLAYED_FROM)
                .flatMap(from -> to.map(place -> new Receipt(from, place)));
    }

    /** Empty where there is none, or it is no position. */
    public static Optional<Position> position(Headers headers, String name) {
        try {
            return text(headers, name).map(Position::parse);
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    private static Optional<Origin> origin(Headers headers) {
        try {
            return text(headers, RouterHeaders.SOURCE_TOPIC)
                    .map(
                            topic ->
                                    new Origin(
                                            topic,
                                            (int) number(headers, RouterHeaders.SOURCE_PARTITION),
                                            number(headers, RouterHeaders.SOURCE_OFFSET),
                                            number(headers, RouterHeaders.SOURCE_TIMESTAMP)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name).orElse(""));
    }

    /** The last header of that name, as text; empty where there is none. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** A copy without what the router has added. */
    public static Headers withoutOurs(Headers headers) {
        var own = new RecordHeaders();
        for (Header header : headers)
            if (!header.key().startsWith(RouterHeaders.PREFIX)) own.add(header);
        return own;
    }

    /** The note that the letter has been replayed, for the letter's own partition. */
    public static ProducerRecord<byte[], byte[]> receipt(String topic, Position letter, String to) {
        var headers = new RecordHeaders();
        headers.add(RouterHeaders.REPLAYED_FROM, bytes(letter.toString()));
        headers.add(RouterHeaders.REPLAYED_TO, bytes(to));
        return new ProducerRecord<>(topic, letter.partition(), null, null, null, headers);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
