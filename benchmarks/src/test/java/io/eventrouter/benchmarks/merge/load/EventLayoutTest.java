package io.eventrouter.benchmarks.merge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventrouter.event.Priorities;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome;
import io.eventrouter.wire.SourceRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class EventLayoutTest {
    private static final int PARTITIONS = 6;

    private final EventLayout layout = new EventLayout(200, PARTITIONS);

    @Property
    void aReaderFindsWhatThePublisherWrote(
            @ForAll @IntRange(max = 9) int rank,
            @ForAll @IntRange int number,
            @ForAll @LongRange long nanos) {
        var record = layout.event("topic", rank, number % PARTITIONS, number, nanos);

        byte[] data = record.value();

        assertThat(data).hasSize(200);
        assertThat(EventLayout.rank(data)).isEqualTo(rank);
        assertThat(EventLayout.number(data)).isEqualTo(number);
        assertThat(EventLayout.nanos(data)).isEqualTo(nanos);
    }

    @Property
    void theKeyLeadsToThePartitionByKafkasDefaultPartitionerToo(@ForAll @IntRange int number) {
        int partition = number % PARTITIONS;

        var record = layout.event("topic", 0, partition, number, 0);

        assertThat(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS).isEqualTo(partition);
    }

    @Test
    void theRouterReadsItAsAnEvent() {
        var record = layout.event("events.high", 1, 2, 42, 7);

        ReadOutcome outcome =
                new PriorityRecordReader(1 << 10)
                        .read(source(record), Priorities.standard().require("high"));

        assertThat(outcome).isInstanceOf(ReadOutcome.Accepted.class);
    }

    @Test
    void refusesDataThatHasNoRoomForItsFields() {
        int tooSmall = EventLayout.MIN_BYTES - 1;

        assertThatIllegalArgumentException().isThrownBy(() -> new EventLayout(tooSmall, 1));
    }

    private static SourceRecord source(ProducerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                record.topic(),
                record.partition(),
                0,
                record.headers(),
                record.key(),
                record.value());
    }
}
