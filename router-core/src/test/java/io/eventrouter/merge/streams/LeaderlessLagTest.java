package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LeaderlessLagTest {
    private static final TopicPartition PARTITION = new TopicPartition("events.low", 0);
    private static final Node NODE = new Node(1, "localhost", 9092);
    private static final Node[] NODES = {NODE};

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> told = new ArrayList<>();
    private final LanePace pace =
            new LanePace() {
                @Override
                public void next() {}

                @Override
                public boolean watchesLag() {
                    return true;
                }

                @Override
                public void lag(long records) {
                    told.add(records);
                }
            };
    private final Consumer<byte[], byte[]> consumer = LeaderlessLag.over(kafka, pace, nanos::get);

    LeaderlessLagTest() {
        kafka.assign(List.of(PARTITION));
        kafka.updateEndOffsets(Map.of(PARTITION, 10L));
        kafka.seek(PARTITION, 4);
    }

    @Test
    void tellsTheLagOfAPartitionThatHasALeader() {
        leader(NODE);

        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void tellsOfNoLagWhereThereIsNoLeader() {
        leader(null);

        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void tellsTheLagAgainASecondAfterThereIsALeader() {
        leader(null);
        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(0));

        leader(NODE);

        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(0));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(6));
    }

    /** Or express would be held back for the sake of a lane that has nothing to route. */
    @Test
    void tellsAfterEachPollHowMuchWaitsWhereItCanBeRead() {
        leader(NODE);
        consumer.poll(Duration.ZERO);
        leader(null);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

        consumer.poll(Duration.ZERO);

        assertThat(told).containsExactly(6L, 0L);
    }

    @Test
    void knowsNothingOfATopicThatIsNotInTheMetadata() {
        assertThat(consumer.currentLag(PARTITION)).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void failsAsTheConsumerDoes() {
        assertThatThrownBy(() -> consumer.position(new TopicPartition("other", 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(consumer.position(PARTITION)).isEqualTo(4);
    }

    private void leader(Node leader) {
        kafka.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, leader, NODES, NODES)));
    }
}
