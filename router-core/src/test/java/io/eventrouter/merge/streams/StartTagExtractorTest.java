package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.merge.LaneTerms;
import io.eventrouter.merge.WeightedOrder;
import io.eventrouter.schedule.RecordCost;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class StartTagExtractorTest {
    private final LaneTerms terms = new LaneTerms(List.of(2, 1), new RecordCost(0, 1));
    private final TaskOrders orders = new TaskOrders(() -> new WeightedOrder(() -> terms));

    @Test
    void ignoresThePartitionTime() {
        var extractor = new StartTagExtractor(orders, 0);

        assertThat(extractor.extract(record(0, "v", new RecordHeaders()), Long.MAX_VALUE)).isZero();
    }

    @Test
    void keepsTasksApart() {
        var extractor = new StartTagExtractor(orders, 0);
        for (int i = 0; i < 10; i++) extractor.extract(record(0, "v", new RecordHeaders()), 0);

        assertThat(extractor.extract(record(1, "v", new RecordHeaders()), 0)).isZero();
    }

    @Test
    void keepsThreadsApart() throws Exception {
        var extractor = new StartTagExtractor(orders, 0);
        for (int i = 0; i < 10; i++) extractor.extract(record(0, "v", new RecordHeaders()), 0);
        var other = Executors.newSingleThreadExecutor();

        long tag =
                CompletableFuture.supplyAsync(
                                () -> extractor.extract(record(0, "v", new RecordHeaders()), 0),
                                other)
                        .get();

        assertThat(tag).isZero();
        other.shutdown();
    }

    @Test
    void countsKeyHeadersAndValueWhereBytesCost() {
        var extractor = new StartTagExtractor(orders, 0);
        var headers = new RecordHeaders();
        headers.add("h", new byte[1024]);

        extractor.extract(record(0, "v", headers), 0);
        long next = extractor.extract(record(0, "v", new RecordHeaders()), 0);

        assertThat(next >> 4).isGreaterThan(4096 / 2);
    }

    @Property(tries = 100)
    void neverThrowsAndGivesNoNegativeTag(
            @ForAll long timestamp,
            @ForAll long partitionTime,
            @ForAll List<@NotEmpty String> names,
            @ForAll byte[] bytes) {
        var extractor = new StartTagExtractor(orders, 1);
        var headers = new RecordHeaders();
        for (String name : names) headers.add(name, name.length() % 2 == 0 ? null : bytes);
        var record =
                new ConsumerRecord<Object, Object>(
                        "t",
                        0,
                        0,
                        timestamp,
                        TimestampType.CREATE_TIME,
                        -1,
                        -1,
                        null,
                        null,
                        headers,
                        Optional.empty());

        assertThat(extractor.extract(record, partitionTime)).isNotNegative();
        long own = CarriedTimestamp.take(record.headers(), 42);
        assertThat(own).isEqualTo(timestamp < 0 ? 42 : timestamp);
        assertThat(names(headers)).isEqualTo(names);
    }

    private static List<String> names(Headers headers) {
        return Arrays.stream(headers.toArray()).map(h -> h.key()).toList();
    }

    private static ConsumerRecord<Object, Object> record(
            int partition, String value, Headers headers) {
        return new ConsumerRecord<>(
                "t",
                partition,
                0,
                7,
                TimestampType.CREATE_TIME,
                -1,
                value.length(),
                null,
                value,
                headers,
                Optional.empty());
    }
}
