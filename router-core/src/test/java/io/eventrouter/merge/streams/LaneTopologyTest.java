package io.eventrouter.merge.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RouterHeaders;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of single records; the driver has no queues, so it shows nothing of the merge. */
class LaneTopologyTest {
    private static final long PUBLISHED = 1_700_000_000_000L;

    private final Lanes lanes = new Lanes();
    private final LaneContext context = lanes.context(Lane.SHARED);
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], byte[]> normal =
            driver.createInputTopic(
                    "events.normal", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<byte[], byte[]> routed = output("events.routed");
    private final TestOutputTopic<byte[], byte[]> deadLetters = output("events.dead-letter");

    private TopologyTestDriver driver() {
        Settings settings = Lanes.settings("event.max-bytes=1KiB", "router.dedupe-window=1m");
        Properties properties =
                LaneProperties.of(context, settings.kafka(), settings.router(), "test", 1 << 20);
        return new TopologyTestDriver(LaneTopology.of(context, settings), properties);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void givesARecordItsOwnTimestampBack() {
        normal.pipeInput(record("orders", "{}", new RecordHeaders(), PUBLISHED));

        assertThat(routed.readRecord().timestamp()).isEqualTo(PUBLISHED);
    }

    @Test
    void addsNoHeaderOfItsOwnButWhereItCameFrom() {
        var forged = new RecordHeaders();
        forged.add(RouterHeaders.SOURCE, "9:9".getBytes(UTF_8));
        forged.add("er_timestamp", "forged".getBytes(UTF_8));
        normal.pipeInput(record("orders", "{}", forged, PUBLISHED));

        Headers headers = routed.readRecord().headers();

        assertThat(headers.headers(RouterHeaders.SOURCE)).hasSize(1);
        assertThat(headers.lastHeader(RouterHeaders.SOURCE).value()).asString().isEqualTo("0:0");
        assertThat(headers.lastHeader("er_timestamp")).isNull();
    }

    @Test
    void passesARecordWithoutPayloadOn() {
        normal.pipeInput(record("orders", null, new RecordHeaders(), PUBLISHED));

        assertThat(routed.readRecord().value()).isNull();
    }

    @Test
    void putsAsideWhatCannotBeRead() {
        normal.pipeInput(record("not a channel", "{}", new RecordHeaders(), PUBLISHED));

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();

        assertThat(routed.isEmpty()).isTrue();
        assertThat(letter.value()).asString().isEqualTo("{}");
        assertThat(text(letter, RouterHeaders.REASON)).isEqualTo("bad-channel");
        assertThat(text(letter, RouterHeaders.SOURCE_TOPIC)).isEqualTo("events.normal");
        assertThat(text(letter, RouterHeaders.SOURCE_TIMESTAMP))
                .isEqualTo(Long.toString(PUBLISHED));
        assertThat(letter.headers().lastHeader("er_timestamp")).isNull();
    }

    @Test
    void putsAsideAnEventThatIsTooLarge() {
        normal.pipeInput(record("orders", "x".repeat(1025), new RecordHeaders(), PUBLISHED));

        assertThat(text(deadLetters.readRecord(), RouterHeaders.REASON)).isEqualTo("too-large");
    }

    @Test
    void takesAnEventOfExactlyTheLargestSize() {
        normal.pipeInput(record("orders", "x".repeat(1024), new RecordHeaders(), PUBLISHED));

        assertThat(routed.readRecord().value()).hasSize(1024);
    }

    @Test
    void dropsAnEventAfterItsExpiryAndCountsItForItsLevel() {
        lanes.now = Instant.parse("2026-11-24T08:30:00.001Z");

        normal.pipeInput(record("orders", "late", expiring("2026-11-24T08:30:00Z"), PUBLISHED));
        normal.pipeInput(record("orders", "next", new RecordHeaders(), PUBLISHED));

        assertThat(routed.readRecordsToList())
                .singleElement()
                .satisfies(r -> assertThat(r.value()).asString().isEqualTo("next"));
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(dropped("expired")).isEqualTo(1);
    }

    @Test
    void routesAnEventUpToItsExpiry() {
        lanes.now = Instant.parse("2026-11-24T08:30:00Z");

        normal.pipeInput(record("orders", "{}", expiring("2026-11-24T09:30:00+01:00"), PUBLISHED));

        assertThat(routed.readRecordsToList()).hasSize(1);
        assertThat(dropped("expired")).isZero();
    }

    @Test
    void dropsARepeatWithinTheWindowAndCountsIt() {
        normal.pipeInput(record("orders", "first", event("a"), PUBLISHED));
        normal.pipeInput(record("orders", "again", event("a"), PUBLISHED + 1));
        normal.pipeInput(record("orders", "other", event("b"), PUBLISHED));

        assertThat(routed.readRecordsToList())
                .extracting(r -> new String(r.value(), UTF_8))
                .containsExactly("first", "other");
        assertThat(dropped("repeated")).isEqualTo(1);
    }

    @Test
    void routesARepeatAfterTheWindowOrOfAnotherLevel() {
        TestInputTopic<byte[], byte[]> high =
                driver.createInputTopic(
                        "events.high", new ByteArraySerializer(), new ByteArraySerializer());
        normal.pipeInput(record("orders", "{}", event("a"), PUBLISHED));
        high.pipeInput(record("orders", "{}", event("a"), PUBLISHED));
        lanes.now = lanes.now.plusSeconds(60);

        normal.pipeInput(record("orders", "{}", event("a"), PUBLISHED));

        assertThat(routed.readRecordsToList()).hasSize(3);
        assertThat(dropped("repeated")).isZero();
    }

    /** Such as one that the routed topic refused, until somebody raised its limit. */
    @Test
    void neverTakesWhatIsReplayedFromTheDeadLettersForARepeat() {
        normal.pipeInput(record("orders", "refused", event("a"), PUBLISHED));
        Headers replay = event("a");
        replay.add(RouterHeaders.REPLAYED_FROM, "0:17".getBytes(UTF_8));

        normal.pipeInput(record("orders", "replayed", replay, PUBLISHED));

        assertThat(routed.readRecordsToList()).hasSize(2);
        assertThat(dropped("repeated")).isZero();
    }

    private static Headers expiring(String at) {
        Headers headers = event("1");
        headers.add("ce_expirytime", at.getBytes(UTF_8));
        return headers;
    }

    private static Headers event(String id) {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", id.getBytes(UTF_8));
        headers.add("ce_source", "/shop".getBytes(UTF_8));
        headers.add("ce_type", "order".getBytes(UTF_8));
        headers.add("ce_channel", "orders".getBytes(UTF_8));
        headers.add("content-type", "text/plain".getBytes(UTF_8));
        return headers;
    }

    private double dropped(String reason) {
        return lanes.meters
                .get("eventrouter.router.dropped")
                .tags("level", "normal", "reason", reason)
                .counter()
                .count();
    }

    @Test
    void putsAsideWhatTheRoutedTopicHasRefusedBefore() {
        context.refused()
                .add(new RefusedRecords.Place("events.normal", 0, 1), RefusedRecords.Form.ROUTED);
        for (int i = 0; i < 3; i++)
            normal.pipeInput(record("orders", "{}", new RecordHeaders(), PUBLISHED));

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();

        assertThat(routed.readRecordsToList()).hasSize(2);
        assertThat(text(letter, RouterHeaders.REASON)).isEqualTo("too-large");
        assertThat(text(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("1");
        assertThat(letter.value()).asString().isEqualTo("{}");
    }

    @Test
    void stripsALetterThatItsTopicHasRefusedBeforeAndKeepsItsReason() {
        context.refused()
                .add(new RefusedRecords.Place("events.normal", 0, 0), RefusedRecords.Form.LETTER);
        normal.pipeInput(record("not a channel", "{}", new RecordHeaders(), PUBLISHED));

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();

        assertThat(text(letter, RouterHeaders.REASON)).isEqualTo("bad-channel");
        assertThat(text(letter, RouterHeaders.OMITTED)).isEqualTo("key,headers,value");
        assertThat(letter.value()).isNull();
    }

    private static TestRecord<byte[], byte[]> record(
            String key, String value, Headers headers, long timestamp) {
        return new TestRecord<>(
                key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                headers,
                timestamp);
    }

    private static String text(TestRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
