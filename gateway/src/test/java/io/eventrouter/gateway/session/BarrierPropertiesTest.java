package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.feed.RoutedEvents;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
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

/** Whatever comes between: a checkpoint goes out behind all that waited when it was made. */
class BarrierPropertiesTest {
    private static final int MOST_EVENTS = 200;

    /** Below 80 an event is offered, of a level and perhaps a key; below 90 a checkpoint is due. */
    @Property(tries = 500)
    void aCheckpointWaitsForAllThatWasThereAndForNoMore(
            @ForAll @Size(max = 300) List<@IntRange(max = 99) Integer> steps) {
        var run = new Run();

        for (int step : steps) {
            if (step < 80) run.offer(step % 4, step / 20);
            else if (step < 90) run.checkpoint();
            else run.take();
        }

        run.takeAll();
        assertThat(run.made).isEqualTo(run.seen);
    }

    private static final class Run {
        private final SessionQueue queue =
                new SessionQueue(
                        new SessionTerms(
                                OneWorker.settings(MOST_EVENTS, 1 << 20, ""),
                                Duration.ofSeconds(5),
                                LEVELS,
                                () -> "g"),
                        new ShardMeters(
                                new SessionMeters(new SimpleMeterRegistry(), PRIORITIES),
                                PRIORITIES.size()));

        /** By position: what became of an event that may wait yet. */
        private final Map<String, EventTrace> offered = new HashMap<>();

        private final Set<String> sent = new HashSet<>();
        private Set<String> before = Set.of();
        private int made;
        private int seen;
        private long next;

        void offer(int rank, int key) {
            String level = PRIORITIES.byRank(rank).name();
            RoutedRecord record =
                    key == 0
                            ? RoutedRecords.routed(2, next++, level, "a")
                            : RoutedRecords.collapsing(2, next++, level, "a", "key-" + key);
            RoutedEvent event = RoutedEvents.of(record);
            var trace = new EventTrace(event, 0);
            if (queue.addAtCost(new Delivery(event, trace)) != Offer.OVERFLOW)
                offered.put(record.position().toString(), trace);
        }

        void checkpoint() {
            if (queue.hasCheckpoint()) return;
            before = new HashSet<>(offered.keySet());
            before.removeIf(this::isGone);
            queue.add(new Checkpoint("cursor-" + made++));
            assertThat(queue.hasCheckpoint()).isEqualTo(!before.isEmpty());
            if (before.isEmpty()) take();
        }

        void take() {
            for (Outbound message : queue.take(0, true, Exit.OPEN)) {
                if (message instanceof EventFrame event) sent.add(FakeSink.positionOf(event));
                else if (message instanceof Checkpoint) {
                    seen++;
                    assertThat(before).allMatch(this::isGone);
                }
            }
        }

        private boolean isGone(String position) {
            return sent.contains(position) || !offered.get(position).report().dropped().isEmpty();
        }

        void takeAll() {
            while (!queue.isEmpty()) take();
        }
    }
}
