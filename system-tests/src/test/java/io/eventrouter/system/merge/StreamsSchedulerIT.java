package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the merge rests on inside Kafka Streams (docs/decisions/0001), seen from outside: when a
 * record is asked for its timestamp, and which is taken next. When this fails after an upgrade of
 * Kafka, the merge by weight is no more.
 */
@Timeout(120)
@ExtendWith(KafkaFixtureExtension.class)
class StreamsSchedulerIT {
    private static final int RECORDS = 2_000;

    /** Something that Streams did with a record, in the order of its doing. */
    record Step(boolean extracted, String topic, long offset, long tag) {}

    @Test
    void isTheVersionThatWasRead() {
        assertThat(AppInfoParser.getVersion())
                .as("read the sources again, then change this and docs/decisions/0001")
                .isEqualTo("4.3.1");
    }

    @Test
    void asksForATimestampOnlyWhenTheRecordIsAtTheHeadOfItsQueue(KafkaFixture kafka) {
        List<Step> steps = run(kafka);

        var waiting = new HashMap<String, Integer>();
        for (Step step : steps) {
            // Two at most: one that is being processed, and the one that has moved up behind it.
            int heads = waiting.merge(step.topic(), step.extracted() ? 1 : -1, Integer::sum);
            assertThat(heads).as("%s", step).isBetween(0, 2);
        }
    }

    @Test
    void takesTheHeadWithTheLowestTimestampWheneverAllHaveOne(KafkaFixture kafka) {
        List<Step> steps = run(kafka);

        Map<String, List<Step>> heads = new HashMap<>();
        for (Step step : steps) {
            List<Step> ofTopic = heads.computeIfAbsent(step.topic(), t -> new ArrayList<>());
            if (step.extracted()) {
                ofTopic.add(step);
                continue;
            }
            Step taken = ofTopic.remove(0);
            assertThat(taken.offset()).isEqualTo(step.offset());
            for (List<Step> others : heads.values())
                if (others != ofTopic && !others.isEmpty())
                    assertThat(others.get(0).tag()).isGreaterThanOrEqualTo(taken.tag());
        }
    }

    /** Two topics with a backlog; the tags of the second rise three times as fast. */
    private static List<Step> run(KafkaFixture kafka) {
        var steps = new CopyOnWriteArrayList<Step>();
        try (var stage = new MergeStage(kafka, "levels=fast:3,slow:1", "topics.partitions=1")) {
            stage.publishLoad("fast", 0, RECORDS);
            stage.publishLoad("slow", 0, RECORDS);
            var properties = stage.settings().kafka().toProperties();
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.uniquePrefix());
            properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
            properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 50);
            try (var streams = new KafkaStreams(topology(stage, steps), properties)) {
                streams.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> steps.size() == 2 * 2 * RECORDS);
            }
        }
        return steps;
    }

    private static Topology topology(MergeStage stage, List<Step> steps) {
        var topology = new Topology();
        for (String level : List.of("fast", "slow")) {
            long pace = level.equals("fast") ? 1 : 3;
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    level,
                    (record, partitionTime) -> extract(record, pace, steps),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    stage.topicOf(level));
        }
        return topology.addProcessor("log", () -> new Log(steps), "fast", "slow");
    }

    private static long extract(
            ConsumerRecord<Object, Object> record, long pace, List<Step> steps) {
        long tag = record.offset() * pace;
        steps.add(new Step(true, record.topic(), record.offset(), tag));
        return tag;
    }

    private static final class Log extends ContextualProcessor<byte[], byte[], Void, Void> {
        private final List<Step> steps;

        Log(List<Step> steps) {
            this.steps = steps;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            var at = context().recordMetadata().orElseThrow();
            steps.add(new Step(false, at.topic(), at.offset(), record.timestamp()));
        }
    }
}
