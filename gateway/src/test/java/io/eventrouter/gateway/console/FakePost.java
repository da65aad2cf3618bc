package io.eventrouter.gateway.console;

import io.eventrouter.event.Position;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.ingest.PublishExceptions;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A dead-letter topic in memory. Used by one thread at a time; tests look at it afterwards. */
final class FakePost implements LetterPost {
    static final String DEAD_LETTERS = "events.dead-letter";

    final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    RuntimeException away;
    Predicate<ProducerRecord<byte[], byte[]>> refused = record -> false;
    int closed;
    private final Map<Position, Letter> letters = new HashMap<>();
    private final Map<Position, String> receipts = new HashMap<>();

    /** Of a bare record with that key, which was at partition 1 of the level's topic. */
    FakePost letter(String at, String level, String key, String... more) {
        Position position = Position.parse(at);
        var headers = new RecordHeaders();
        for (int i = 0; i < more.length; i += 2) headers.add(more[i], bytes(more[i + 1]));
        headers.add(RouterHeaders.REASON, bytes("bad-channel"));
        headers.add(RouterHeaders.SOURCE_TOPIC, bytes("events." + level));
        headers.add(RouterHeaders.SOURCE_PARTITION, bytes("1"));
        headers.add(RouterHeaders.SOURCE_OFFSET, bytes("40"));
        headers.add(RouterHeaders.SOURCE_TIMESTAMP, bytes("1700000000000"));
        var record =
                new ConsumerRecord<>(
                        DEAD_LETTERS,
                        position.partition(),
                        position.offset(),
                        1_700_000_000_000L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        bytes(key),
                        bytes("{}"),
                        headers,
                        Optional.empty());
        letters.put(position, (Letter) LetterEntry.read(record));
        return this;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Found> read(Position at) {
        if (away != null) throw away;
        return Optional.ofNullable(letters.get(at))
                .map(letter -> new Found(letter, Optional.ofNullable(receipts.get(at))));
    }

    @Override
    public int partitions(String topic) {
        return 4;
    }

    @Override
    public CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record) {
        if (refused.test(record))
            return CompletableFuture.failedFuture(PublishExceptions.of(Reason.TIMED_OUT));
        sent.add(record);
        String place = record.topic() + ":" + record.partition() + ":" + sent.size();
        if (record.topic().equals(DEAD_LETTERS))
            receipts.put(
                    Position.parse(header(record, RouterHeaders.REPLAYED_FROM)),
                    header(record, RouterHeaders.REPLAYED_TO));
        return CompletableFuture.completedFuture(place);
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed++;
    }
}
