package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.topics.Lane;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.junit.jupiter.api.Test;

class LaneHeadsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TaskHeads heads = new TaskHeads(2);

    @Test
    void hasNoWaitWhereNothingWaits() {
        assertThat(heads.waitNanos(0, SECOND)).isZero();
        assertThat(heads.ageMillis(0, 1_000)).isZero();
    }

    @Test
    void waitsFromTheMomentThatItIsNext() {
        heads.begins(1, 7, 400, SECOND);

        assertThat(heads.waitNanos(1, 3 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(heads.ageMillis(1, 1_000)).isEqualTo(600);
        assertThat(heads.waitNanos(0, 3 * SECOND)).isZero();
    }

    @Test
    void isGoneOnceItIsTaken() {
        heads.begins(0, 7, 400, SECOND);

        heads.taken(0, 7);

        assertThat(heads.waitNanos(0, 3 * SECOND)).isZero();
    }

    /** Kafka Streams asks for the next head's timestamp before it processes the one before. */
    @Test
    void staysWhenItsPredecessorIsProcessedAfterItBecameTheHead() {
        heads.begins(0, 7, 400, SECOND);
        heads.begins(0, 8, 500, 2 * SECOND);

        heads.taken(0, 7);

        assertThat(heads.waitNanos(0, 3 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void countsNoTimeBeforeItsPublicationNorWithoutOne() {
        heads.begins(0, 7, 5_000, SECOND);
        heads.begins(1, 7, -1, SECOND);

        assertThat(heads.ageMillis(0, 1_000)).isZero();
        assertThat(heads.ageMillis(1, 1_000)).isZero();
    }

    @Test
    void keepsATaskThatBeganMeanwhileWhenAnOlderOneOfThePartitionEnds() {
        var lane = new LaneHeads(new Lanes().context(Lane.SHARED).levels());
        TaskHeads older = lane.begin(0);
        TaskHeads newer = lane.begin(0);
        newer.begins(2, 7, 0, System.nanoTime() - SECOND);

        lane.end(0, older);

        assertThat(lane.longestWaitSeconds(2)).isGreaterThanOrEqualTo(1);
        lane.end(0, newer);
        assertThat(lane.longestWaitSeconds(2)).isZero();
    }

    @Test
    void hearsOfAPartitionFromTheThreadThatHasItNowOnly() throws Exception {
        var lane = new LaneHeads(new Lanes().context(Lane.SHARED).levels());
        TimestampExtractor extractor = lane.watching(2, (record, partitionTime) -> 0);
        lane.begin(0);

        CompletableFuture.runAsync(() -> extractor.extract(record(0, 7), -1))
                .get(10, TimeUnit.SECONDS);

        assertThat(lane.oldestSeconds(2)).isZero();
        extractor.extract(record(0, 8), -1);
        assertThat(lane.oldestSeconds(2)).isPositive();
    }

    /** Published in 1970. */
    private static ConsumerRecord<Object, Object> record(int partition, long offset) {
        return new ConsumerRecord<>(
                "events.low",
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }

    @Test
    void countsTheLastMinuteOnly() {
        var minute = new LastMinute();
        for (long second = 0; second < 200; second++) {
            minute.add(second);
            minute.add(second);
        }

        assertThat(minute.sum(199)).isEqualTo(120);
        assertThat(minute.sum(229)).isEqualTo(60);
        assertThat(minute.sum(300)).isZero();
    }

    @Test
    void countsNothingAtItsBeginning() {
        assertThat(new LastMinute().sum(3_600)).isZero();
    }
}
