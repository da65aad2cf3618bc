package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RouterHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class BadRecordsIT {
    private static final long PUBLISHED = 1_700_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void putsEveryKindOfBadRecordAsideAndGoesOn(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka, "event.max-bytes=4KiB")) {
            Map<ProducerRecord<byte[], byte[]>, String> bad = badRecords(stage);
            for (var record : bad.keySet()) {
                stage.send(record);
                stage.publishLoad("normal", 1, 10);
            }
            stage.flush();

            var router = stage.startRouter();

            List<ConsumerRecord<byte[], byte[]>> letters = stage.deadLetters(bad.size());
            assertThat(stage.routed(Lane.SHARED, 1, 10 * bad.size())).hasSize(10 * bad.size());
            assertThat(letters).hasSameSizeAs(bad.keySet());
            bad.forEach((record, reason) -> assertIsLetterOf(record, reason, letters));
            assertThat(router.isReady()).isTrue();
            assertThat(failures(stage)).isZero();
            assertThat(
                            stage.counter(
                                    "eventrouter.router.dead.letters",
                                    "level",
                                    "normal",
                                    "reason",
                                    "no-channel"))
                    .isEqualTo(1);
        }
    }

    private static Map<ProducerRecord<byte[], byte[]>, String> badRecords(MergeStage stage) {
        var bad = new HashMap<ProducerRecord<byte[], byte[]>, String>();
        bad.put(record(stage, null, null), "no-channel");
        bad.put(record(stage, "not a channel!", "{}"), "bad-channel");
        bad.put(
                with(record(stage, "a", "{"), "content-type", "application/cloudevents+json"),
                "bad-structured-event");
        bad.put(with(record(stage, "a", "1"), "ce_priority", "critical"), "priority-mismatch");
        bad.put(record(stage, "a", "x".repeat(5_000)), "too-large");
        bad.put(with(record(stage, "a", "1"), "ce_specversion", "1.0"), "bad-attribute");
        bad.put(
                with(record(stage, "a", "{\"a\":"), "content-type", "application/json"),
                "bad-data");
        return bad;
    }

    private static ProducerRecord<byte[], byte[]> record(
            MergeStage stage, String key, String value) {
        var record =
                new ProducerRecord<>(
                        stage.topicOf("normal"),
                        1,
                        PUBLISHED,
                        key == null ? null : MergeStage.bytes(key),
                        value == null ? null : MergeStage.bytes(value));
        // A sender's own words give way to the router's.
        record.headers().add("er_reason", MergeStage.bytes("forged"));
        record.headers().add("own", new byte[] {9, 8, 7});
        return record;
    }

    private static ProducerRecord<byte[], byte[]> with(
            ProducerRecord<byte[], byte[]> record, String header, String value) {
        record.headers().add(header, MergeStage.bytes(value));
        return record;
    }

    private static void assertIsLetterOf(
            ProducerRecord<byte[], byte[]> record,
            String reason,
            List<ConsumerRecord<byte[], byte[]>> letters) {
        var letter =
                letters.stream()
                        .filter(l -> reason.equals(MergeStage.header(l, RouterHeaders.REASON)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("none for " + reason));
        assertThat(letter.key()).isEqualTo(record.key());
        assertThat(letter.value()).isEqualTo(record.value());
        record.headers()
                .forEach(
                        h -> {
                            if (!h.key().equals("er_reason"))
                                assertThat(letter.headers().lastHeader(h.key())).isEqualTo(h);
                        });
        assertThat(MergeStage.header(letter, RouterHeaders.DETAIL)).isNotBlank();
        assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_TOPIC)).isEqualTo(record.topic());
        assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_PARTITION)).isEqualTo("1");
        assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_OFFSET)).matches("\\d+");
        assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_TIMESTAMP))
                .isEqualTo(Long.toString(PUBLISHED));
        assertThat(letter.headers().headers("er_reason")).hasSize(1);
        assertThat(letter.headers().lastHeader("er_timestamp")).isNull();
        assertThat(letter.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    }

    @Test
    void putsAsideWhatTheRoutedTopicDoesNotTakeAnyMore(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka)) {
            var router = stage.startRouter();
            stage.configure(stage.layout().names().routed(), "max.message.bytes", "2000");
            var tooLarge = stage.record("high", 0, "a", "x".repeat(5_000));
            stage.publishLoad("high", 0, 50);
            stage.publish(tooLarge);
            stage.publishLoad("high", 0, 50);

            var letter = stage.deadLetters(1).get(0);

            assertThat(stage.routed(Lane.SHARED, 0, 100)).hasSize(100);
            assertThat(MergeStage.header(letter, RouterHeaders.REASON)).isEqualTo("too-large");
            assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_TOPIC))
                    .isEqualTo(stage.topicOf("high"));
            assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("50");
            assertThat(letter.value()).isEqualTo(tooLarge.value());
            assertThat(router.isReady()).isTrue();
            assertThat(failures(stage)).isZero();
        }
    }

    /** With much behind it in the producer's buffer, and a stream thread that waits for Kafka. */
    @Test
    void putsItAsideInMidBacklogToo(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka);
                var brake = new ProducerBrake(stage.admin())) {
            stage.publishLoad("high", 0, 25_000);
            stage.publish(stage.record("high", 0, "a", "x".repeat(150_000)));
            stage.publishLoad("high", 0, 25_000);
            stage.configure(stage.layout().names().routed(), "max.message.bytes", "100000");
            brake.limitEachProducerTo(500_000);
            stage.startRouter();

            var letter = stage.deadLetters(1).get(0);

            assertThat(stage.routedCount()).isLessThan(50_000);
            brake.release();
            stage.awaitRouted(50_000);
            assertThat(MergeStage.sources(stage.routedNow())).hasSize(50_000);
            assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("25000");
            assertThat(stage.deadLetterCount()).isEqualTo(1);
            assertThat(failures(stage)).isZero();
        }
    }

    @Test
    void keepsALetterThatIsTooLargeForItsTopicWithoutItsBytes(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka, "event.max-bytes=4KiB")) {
            stage.configure(stage.layout().names().deadLetter(), "max.message.bytes", "20000");
            stage.publish(stage.record("low", 0, "a", "x".repeat(50_000)));

            stage.startRouter();

            var letter = stage.deadLetters(1).get(0);
            assertThat(letter.value()).isNull();
            assertThat(MergeStage.text(letter.key())).isEqualTo("a");
            assertThat(MergeStage.header(letter, RouterHeaders.OMITTED)).isEqualTo("value");
            assertThat(MergeStage.header(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("0");
        }
    }

    @Test
    void stripsALetterThatItsTopicDoesNotTakeAnyMore(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka, "event.max-bytes=4KiB")) {
            stage.startRouter();
            stage.configure(stage.layout().names().deadLetter(), "max.message.bytes", "2000");
            stage.publish(stage.record("low", 0, "a", "x".repeat(5_000)));

            var letter = stage.deadLetters(1).get(0);

            assertThat(letter.value()).isNull();
            assertThat(MergeStage.header(letter, RouterHeaders.OMITTED))
                    .isEqualTo("key,headers,value");
            assertThat(MergeStage.header(letter, RouterHeaders.REASON)).isEqualTo("too-large");
        }
    }

    /**
     * The broker refuses the whole batch for it, so its neighbours must not become dead letters.
     */
    @Test
    void losesNothingWhenBrokersRefuseARecordForItsTimestamp(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            String routed = stage.layout().names().routed();
            stage.startRouter();
            stage.configure(routed, "message.timestamp.before.max.ms", "1000");
            for (int i = 0; i < 1_000; i++)
                stage.send(recordOf(stage, i % 10 == 0 ? PUBLISHED : System.currentTimeMillis()));
            stage.flush();
            await().atMost(PATIENCE).until(() -> failures(stage) > 0);

            stage.configure(
                    routed, "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));

            await().atMost(PATIENCE)
                    .until(() -> MergeStage.sources(stage.routedNow()).size() == 1_000);
            assertThat(stage.meters().find("eventrouter.router.dead.letters").counters())
                    .allSatisfy(letters -> assertThat(letters.count()).isZero());
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(MergeStage stage, long published) {
        return new ProducerRecord<>(
                stage.topicOf("high"), 0, published, MergeStage.bytes("a"), MergeStage.bytes("1"));
    }

    private static double failures(MergeStage stage) {
        return stage.counter("eventrouter.router.thread.failures", "lane", "shared");
    }
}
