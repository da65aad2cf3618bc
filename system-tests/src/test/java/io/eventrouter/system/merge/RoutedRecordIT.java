package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(KafkaFixtureExtension.class)
class RoutedRecordIT {
    private static final long LONG_AGO = 1_000_000_000_123L;

    @Test
    void keepsTimestampKeyHeadersAndPayloadBytes(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka)) {
            byte[] payload = new byte[10_000];
            new Random(7).nextBytes(payload);
            byte[] key = {0, 1, (byte) 0xff};
            var sent = new ProducerRecord<>(stage.topicOf("high"), 1, LONG_AGO, key, payload);
            sent.headers().add("ce_specversion", bytes("1.0"));
            sent.headers().add("ce_id", bytes("id-1"));
            sent.headers().add("ce_source", bytes("/orders"));
            sent.headers().add("ce_type", bytes("order.placed"));
            sent.headers().add("ce_channel", bytes("orders.eu"));
            sent.headers().add("content-type", bytes("application/octet-stream"));
            sent.headers().add("own", new byte[] {1, 2, 3});
            stage.publish(sent);

            stage.startRouter();

            var routed = stage.routed(Lane.SHARED, 1, 1).get(0);
            assertThat(routed.timestamp()).isEqualTo(LONG_AGO);
            assertThat(routed.key()).isEqualTo(key);
            assertThat(routed.value()).isEqualTo(payload);
            assertThat(headers(routed))
                    .containsAll(
                            Stream.of(sent.headers().toArray()).map(RoutedRecordIT::text).toList())
                    .contains("ce_priority=high", "er_source=1:0")
                    .noneMatch(h -> h.startsWith("er_timestamp"))
                    .hasSize(9);
        }
    }

    @Test
    void sendsPartitionPOfEachTopicToPartitionPOfItsLane(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka, "topics.partitions=3")) {
            for (String level : List.of("critical", "high", "normal", "low"))
                for (int p = 0; p < 3; p++) stage.publishLoad(level, p, 5);

            stage.startRouter();

            assertThat(stage.routed(60))
                    .allSatisfy(
                            r -> {
                                boolean express =
                                        MergeStage.header(r, CloudEventHeaders.PRIORITY)
                                                .equals("critical");
                                assertThat(r.partition())
                                        .isEqualTo(sourcePartition(r) + (express ? 0 : 3));
                            });
        }
    }

    @Test
    void routesWhatWasPublishedBeforeItsFirstStart(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            stage.publishLoad("critical", 0, 100);
            stage.publishLoad("low", 1, 100);

            stage.startRouter();

            assertThat(stage.routed(200)).hasSize(200);
        }
    }

    @Test
    void routesTheLargestEventThatMayBe(KafkaFixture kafka) throws Exception {
        try (var stage = new MergeStage(kafka, "event.max-bytes=1KiB")) {
            String channel = ("c".repeat(49) + ".").repeat(3) + "c".repeat(50);
            var largest = stage.record("low", 0, "k".repeat(4096), null);
            largest.headers().add("ce_channel", bytes(channel));
            var sent =
                    new ProducerRecord<>(
                            largest.topic(),
                            0,
                            largest.key(),
                            bytes("x".repeat(1024 - "ce_channel".length() - channel.length())),
                            largest.headers());
            stage.publish(sent);

            stage.startRouter();

            var routed = stage.routed(Lane.SHARED, 0, 1).get(0);
            assertThat(routed.value()).isEqualTo(sent.value());
        }
    }

    @Test
    void keepsTheOrderOfEachKeyWithinAPriority(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            var random = new Random(11);
            for (int i = 0; i < 20_000; i++) {
                String level = List.of("critical", "high", "low").get(random.nextInt(3));
                int key = random.nextInt(50);
                stage.send(stage.record(level, key % 2, "key-" + key, Integer.toString(i)));
            }
            stage.flush();

            stage.startRouter();

            var last = new java.util.HashMap<String, Integer>();
            for (var routed : stage.routed(20_000)) {
                int number = Integer.parseInt(MergeStage.text(routed.value()));
                String stream =
                        MergeStage.header(routed, CloudEventHeaders.PRIORITY)
                                + MergeStage.text(routed.key());
                Integer before = last.put(stream, number);
                assertThat(before == null || before < number).as(stream).isTrue();
            }
        }
    }

    @Test
    void countsWhatIsRoutedAndHowLongItTook(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            stage.publishLoad("critical", 0, 7);
            stage.publishLoad("low", 0, 5);

            stage.startRouter();

            stage.routed(12);
            assertThat(stage.counter("eventrouter.router.routed", "level", "critical"))
                    .isEqualTo(7);
            assertThat(stage.counter("eventrouter.router.routed", "level", "low")).isEqualTo(5);
            assertThat(
                            stage.meters()
                                    .get("eventrouter.router.publish.to.routed")
                                    .tag("level", "low")
                                    .timer()
                                    .count())
                    .isEqualTo(5);
            assertThat(
                            stage.meters()
                                    .get("eventrouter.router.lane.state")
                                    .tags("lane", "express", "state", "running")
                                    .gauge()
                                    .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void doesNotRouteWhatHasExpiredByThenAndCountsIt(KafkaFixture kafka) {
        try (var stage = new MergeStage(kafka)) {
            for (int i = 0; i < 100; i++) {
                var record = stage.record("low", 0, "a", Integer.toString(i));
                record.headers()
                        .add("ce_specversion", bytes("1.0"))
                        .add("ce_id", bytes("id-" + i))
                        .add("ce_source", bytes("/orders"))
                        .add("ce_type", bytes("order.placed"))
                        .add("ce_channel", bytes("orders"))
                        .add("content-type", bytes("application/json"))
                        .add(
                                CloudEventHeaders.EXPIRYTIME,
                                bytes(
                                        i % 4 == 0
                                                ? "2026-01-01T00:00:00Z"
                                                : "2999-01-01T00:00:00Z"));
                stage.send(record);
            }
            stage.flush();

            stage.startRouter();

            assertThat(stage.routed(Lane.SHARED, 0, 75))
                    .hasSize(75)
                    .noneMatch(r -> Integer.parseInt(MergeStage.text(r.value())) % 4 == 0);
            assertThat(
                            stage.counter(
                                    "eventrouter.router.dropped",
                                    "level",
                                    "low",
                                    "reason",
                                    "expired"))
                    .isEqualTo(25);
            assertThat(stage.deadLetterCount()).isZero();
        }
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        return Stream.of(record.headers().toArray()).map(RoutedRecordIT::text).toList();
    }

    private static String text(org.apache.kafka.common.header.Header header) {
        return header.key() + "=" + new String(header.value(), StandardCharsets.ISO_8859_1);
    }

    private static int sourcePartition(ConsumerRecord<byte[], byte[]> record) {
        return Integer.parseInt(MergeStage.header(record, RouterHeaders.SOURCE).split(":", 2)[0]);
    }

    private static byte[] bytes(String text) {
        return MergeStage.bytes(text);
    }
}
