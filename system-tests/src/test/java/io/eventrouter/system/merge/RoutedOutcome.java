package io.eventrouter.system.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of a backlog: each event's first appearance, and how many appeared again. */
final class RoutedOutcome {
    private final List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
    private final Set<String> sources = new HashSet<>();
    private final int repeats;

    private RoutedOutcome(List<ConsumerRecord<byte[], byte[]>> routed) {
        for (var record : routed)
            if (sources.add(level(record) + " " + MergeStage.header(record, RouterHeaders.SOURCE)))
                first.add(record);
        repeats = routed.size() - first.size();
    }

    static RoutedOutcome of(MergeStage stage) {
        return new RoutedOutcome(stage.routedNow());
    }

    int events() {
        return first.size();
    }

    /** Events that were routed again. */
    int repeats() {
        return repeats;
    }

    /** Each level's events of a partition come in the order of their publication. */
    void assertOrder() {
        var last = new HashMap<String, Long>();
        for (var record : first) {
            String stream = level(record) + " in " + record.partition();
            String source = MergeStage.header(record, RouterHeaders.SOURCE);
            long offset = Long.parseLong(source.split(":", 2)[1]);
            assertThat(offset).as(stream).isGreaterThan(last.getOrDefault(stream, -1L));
            last.put(stream, offset);
        }
    }

    /** Each partition's shares, while all levels had a backlog. */
    List<Shares> shares(Map<String, Integer> weights, int backlog) {
        return first.stream()
                .filter(r -> weights.containsKey(level(r)))
                .collect(Collectors.groupingBy(ConsumerRecord::partition))
                .values()
                .stream()
                .map(records -> Shares.of(records, weights, backlog))
                .toList();
    }

    private static String level(ConsumerRecord<byte[], byte[]> record) {
        return MergeStage.header(record, CloudEventHeaders.PRIORITY);
    }
}
