package io.eventrouter.gateway.replay;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.topics.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final PartitionRange SHARED = PartitionRange.of(Lane.SHARED, 4);
    private static final long[] START = {0, 0, 10, 20};
    private static final List<String> CHANNELS = List.of("a.x", "a.y", "b", "c.x.y");
    private static final List<String> PATTERNS =
            List.of("a.x", "a.*", ">", "b", "c.>", "*.x", "none");

    private final RecentEvents ring = new RecentEvents(SHARED, START, 100_000);

    @Test
    void coversWhatCameSinceTheWorkerBegan() {
        ring.add(event(2, 10, "a.x"));

        assertThat(ring.covers(new long[] {0, 0, 10, 20})).isTrue();
        assertThat(ring.covers(new long[] {0, 0, 11, 25})).isTrue();
        assertThat(ring.covers(new long[] {0, 0, 9, 20})).isFalse();
        assertThat(ring.covers(new long[] {0, 0, 10, 19})).isFalse();
    }

    @Test
    void forgetsTheOldestAndNoLongerCoversThem() {
        for (int i = 0; i < 1_000; i++) ring.add(event(2, 10 + i, "a.x"));

        assertThat(ring.bytes()).isBetween(50_000L, 100_000L);
        assertThat(ring.begin()).isPositive();
        long oldest = ring.get(ring.begin()).record().position().offset();
        assertThat(ring.covers(new long[] {0, 0, oldest, 20})).isTrue();
        assertThat(ring.covers(new long[] {0, 0, oldest - 1, 20})).isFalse();
    }

    @Test
    void coversNothingOfBeforeOnceItWasCleared() {
        ring.add(event(2, 10, "a.x"));

        ring.clear(partition -> 50);

        assertThat(ring.covers(new long[] {0, 0, 49, 50})).isFalse();
        assertThat(ring.covers(new long[] {0, 0, 50, 50})).isTrue();
        assertThat(ring.next(new ChannelPattern(">"), ring.begin())).isEqualTo(ring.end());
    }

    @Test
    void findsWhatAPatternMatchesInTheOrderOfArrivalWhateverWasForgotten() {
        for (long seed = 0; seed < 200; seed++) check(new Random(seed));
    }

    private static void check(Random random) {
        var ring = new RecentEvents(SHARED, START, 10_000 + random.nextInt(100_000));
        var all = new ArrayList<RoutedEvent>();
        var offsets = START.clone();
        Set<ChannelPattern> patterns = new HashSet<>();
        PATTERNS.forEach(p -> patterns.add(new ChannelPattern(p)));
        for (int i = 0; i < 600; i++) {
            int partition = 2 + random.nextInt(2);
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            all.add(event(partition, offsets[partition]++, channel));
            ring.add(all.get(i));
            if (random.nextInt(50) == 0) patterns.forEach(p -> assertFinds(ring, all, p));
        }
        patterns.forEach(p -> assertFinds(ring, all, p));
    }

    private static void assertFinds(
            RecentEvents ring, List<RoutedEvent> all, ChannelPattern pattern) {
        var found = new ArrayList<RoutedEvent>();
        for (long n = ring.next(pattern, ring.begin());
                n < ring.end();
                n = ring.next(pattern, n + 1)) found.add(ring.get(n));
        List<RoutedEvent> expected =
                all.subList((int) ring.begin(), all.size()).stream()
                        .filter(e -> pattern.matches(e.record().channel()))
                        .toList();
        assertThat(found).isEqualTo(expected);
    }

    private static RoutedEvent event(int partition, long offset, String channel) {
        return RoutedEvent.replayed(routed(partition, offset, "low", channel));
    }
}
