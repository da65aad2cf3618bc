package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.feed.RoutedEvents;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.wire.RoutedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is offered and taken: bounds hold, and each event has exactly one fate. */
class SessionQueuePropertiesTest {
    private static final int MOST_EVENTS = 8;
    private static final int MOST_BYTES = 4_000;

    /**
     * Below 96 an event is offered, of a level, a size and perhaps a key; else a batch is taken.
     */
    @Property(tries = 500)
    void boundsHoldAndEachEventHasOneFate(
            @ForAll @Size(max = 150) List<@IntRange(max = 107) Integer> steps) {
        var run = new Run();

        for (int step : steps) {
            if (step < 96) run.offer(step % 4, 10 + step % 3 * 900, step / 12 % 4);
            else run.take();
            run.checkBounds();
        }

        run.takeAll();
        run.checkFates();
    }

    private static final class Run {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final ShardMeters meters =
                new ShardMeters(new SessionMeters(registry, PRIORITIES), PRIORITIES.size());
        private final SessionQueue queue =
                new SessionQueue(
                        new SessionTerms(
                                OneWorker.settings(MOST_EVENTS, MOST_BYTES, ""),
                                Duration.ofSeconds(5),
                                LEVELS,
                                () -> "g"),
                        meters);
        private final Map<Integer, Integer> offered = new HashMap<>();
        private final Map<Integer, Integer> sent = new HashMap<>();
        private final Map<String, Long> told = new HashMap<>();
        private final Set<String> positions = new HashSet<>();
        private final Map<String, Long> lastOfKeyless = new HashMap<>();
        private final Set<String> keyed = new HashSet<>();
        private long next;

        void offer(int rank, int bytes, int key) {
            RoutedRecord record = record(rank, bytes, key);
            if (key != 0) keyed.add(record.position().toString());
            Offer offer = queue.addAtCost(new Delivery(RoutedEvents.of(record), null));
            if (offer == Offer.OVERFLOW) assertThat(rank).isLessThan(2);
            else offered.merge(rank, 1, Integer::sum);
        }

        private RoutedRecord record(int rank, int bytes, int key) {
            String level = PRIORITIES.byRank(rank).name();
            return key == 0
                    ? RoutedRecords.large(2, next++, level, "a", bytes)
                    : RoutedRecords.collapsing(2, next++, level, "a", "key-" + key);
        }

        void take() {
            for (Outbound message : queue.take(0, true, Exit.OPEN)) {
                if (message instanceof Gap gap) told.merge(gap.priority(), gap.count(), Long::sum);
                else sent((EventFrame) message);
            }
        }

        private void sent(EventFrame event) {
            String position = FakeSink.positionOf(event);
            assertThat(positions.add(position)).isTrue();
            sent.merge(event.priority().rank(), 1, Integer::sum);
            if (keyed.contains(position)) return;
            long offset = Long.parseLong(position.substring(2));
            Long before = lastOfKeyless.put(event.priority().name(), offset);
            assertThat(before == null || before < offset).isTrue();
        }

        void takeAll() {
            while (!queue.isEmpty()) take();
            publish();
        }

        private void publish() {
            meters.written(new int[1]); // or there would be nothing to publish
            meters.publish(0);
        }

        void checkBounds() {
            publish();
            assertThat(meters.queueEvents()).isBetween(0L, (long) MOST_EVENTS);
            if (meters.queueEvents() > 1)
                assertThat(meters.queueBytes()).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(meters.queueEvents() == 0).isEqualTo(queue.isEmpty());
        }

        void checkFates() {
            for (int rank = 0; rank < 4; rank++) {
                String level = PRIORITIES.byRank(rank).name();
                int fates = sent.getOrDefault(rank, 0) + drops(level, "shed");
                fates += drops(level, "collapsed");
                assertThat(fates).as(level).isEqualTo(offered.getOrDefault(rank, 0));
                assertThat(drops(level, "shed")).isEqualTo(told.getOrDefault(level, 0L).intValue());
            }
            assertThat(meters.queueEvents()).isZero();
        }

        private int drops(String level, String reason) {
            return (int)
                    registry.get("eventrouter.gateway.drops")
                            .tags("level", level, "reason", reason)
                            .counter()
                            .count();
        }
    }
}
