package io.eventrouter.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.eventrouter.benchmarks.fanout.message.EventText;
import io.eventrouter.benchmarks.fanout.message.RoutedEvents;
import io.eventrouter.benchmarks.process.BenchmarkException;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.util.Map;
import java.util.Optional;

/** Events of the routed topic for the benchmarks, of the shared lane. Stateless. */
final class Events {
    static final Settings SETTINGS = SettingsSources.load(Optional.empty(), Map.of(), Map.of());

    private Events() {}

    static RoutedRecord normal(long offset, String channel, int dataBytes) {
        return of("normal", offset, channel, dataBytes);
    }

    static RoutedRecord of(String level, long offset, String channel, int dataBytes) {
        byte[] data = EventText.data(dataBytes, 2, 0).getBytes(US_ASCII);
        int partition = Lane.SHARED.routedPartition(0, 1);
        return RoutedRecord.read(
                        RoutedEvents.consumed(
                                "events.routed", partition, offset, level, channel, data),
                        SETTINGS.levels().priorities())
                .orElseThrow(() -> new BenchmarkException("not a routed record"));
    }
}
