package io.eventrouter.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.config.AckSettings;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Routed records as the merge writes them. */
public final class RoutedRecords {
    public static final String TOPIC = "events.routed";
    public static final LevelSettings LEVELS =
            LevelSettings.parse("critical:express,high:4,normal:2,low:1");
    public static final Priorities PRIORITIES = LEVELS.priorities();
    public static final AckSettings ACKS =
            new AckSettings(
                    List.of(), Duration.ofSeconds(10), Duration.ofMinutes(1), 3, 4, 1 << 20);
    public static final long PUBLISHED_MILLIS = 1_000_000;

    private RoutedRecords() {}

    public static RoutedRecord routed(int partition, long offset, String level, String channel) {
        return read(kafka(partition, offset, level, channel, Map.of()));
    }

    public static RoutedRecord expiring(
            int partition, long offset, String level, String channel, String expiry) {
        return read(kafka(partition, offset, level, channel, Map.of("expirytime", expiry)));
    }

    public static RoutedRecord collapsing(
            int partition, long offset, String level, String channel, String key) {
        return read(kafka(partition, offset, level, channel, Map.of("collapsekey", key)));
    }

    /** One with a trace context, as its own. */
    public static RoutedRecord traced(
            int partition, long offset, String level, String channel, String traceparent) {
        return read(kafka(partition, offset, level, channel, Map.of("traceparent", traceparent)));
    }

    /** One with data of about that many bytes. */
    public static RoutedRecord large(
            int partition, long offset, String level, String channel, int bytes) {
        return read(kafka(partition, offset, level, channel, Map.of("subject", "x".repeat(bytes))));
    }

    public static ConsumerRecord<byte[], byte[]> kafka(
            int partition, long offset, String level, String channel) {
        return kafka(partition, offset, level, channel, Map.of());
    }

    /** The same event, but its frame cannot be made. */
    public static RoutedRecord unencodable(RoutedRecord good) {
        var headers =
                new RecordHeaders(good.record().headers()) {
                    @Override
                    public Header[] toArray() {
                        throw new IllegalStateException("cannot be encoded");
                    }
                };
        return new RoutedRecord(
                good.position(),
                good.priority(),
                good.channel(),
                good.publishedMillis(),
                Long.MAX_VALUE,
                null,
                record(good.position().partition(), good.position().offset(), null, null, headers));
    }

    private static ConsumerRecord<byte[], byte[]> kafka(
            int partition, long offset, String level, String channel, Map<String, String> more) {
        var headers = new RecordHeaders();
        var attributes =
                Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        partition + "-" + offset,
                        "source",
                        "/test",
                        "type",
                        "test",
                        "channel",
                        channel,
                        "priority",
                        level);
        attributes.forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
        more.forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
        headers.add("content-type", "application/json".getBytes(UTF_8));
        byte[] key = channel.getBytes(UTF_8);
        byte[] data = "{\"n\":1}".getBytes(UTF_8);
        return record(partition, offset, key, data, headers);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, byte[] key, byte[] data, Headers headers) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                PUBLISHED_MILLIS,
                TimestampType.CREATE_TIME,
                key == null ? 0 : key.length,
                data == null ? 0 : data.length,
                key,
                data,
                headers,
                Optional.empty());
    }

    private static RoutedRecord read(ConsumerRecord<byte[], byte[]> record) {
        return RoutedRecord.read(record, PRIORITIES).orElseThrow();
    }
}
