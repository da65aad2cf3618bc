package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever arrives and whoever takes, also while workers lag: each worker gets each event once, in
 * order within a level, express ones before all others; and the bytes are given back.
 */
class LookAheadPropertiesTest {
    private static final int WORKERS = 2;
    private static final int LEVELS_COUNT = 4;

    /**
     * Below 40 an event of a level arrives; below 90 one of the workers takes; then time passes.
     */
    @Property(tries = 500)
    void givesEachWorkerEachEventOnceInItsOrder(
            @ForAll @Size(max = 400) List<@IntRange(max = 99) Integer> steps) {
        var run = new Run();

        for (int step : steps) {
            if (step < 40) run.arrive(step % LEVELS_COUNT);
            else if (step < 90) run.take(step % WORKERS);
            else run.pass(Duration.ofMillis(100L * (step - 89)));
            run.checkBytes();
        }

        run.takeAll();
        run.checkBytes();
        assertThat(run.lookAhead.bytes(Lane.EXPRESS)).isZero();
        assertThat(run.lookAhead.bytes(Lane.SHARED)).isZero();
    }

    private static final class Run {
        private final ManualClock clock = new ManualClock();
        private final LookAhead lookAhead =
                new LookAhead(
                        new LevelOrder(LEVELS),
                        WORKERS,
                        new LookAhead.Bounds(5_000, Duration.ofSeconds(1)),
                        new long[4],
                        clock);

        /** By worker and level: the positions that are to come. */
        private final List<List<Queue<Position>>> expected = new ArrayList<>();

        private final Map<Position, Integer> leftToTake = new HashMap<>();
        private final Map<Position, RoutedRecord> records = new HashMap<>();
        private long next;

        Run() {
            for (int worker = 0; worker < WORKERS; worker++) {
                var levels = new ArrayList<Queue<Position>>();
                for (int rank = 0; rank < LEVELS_COUNT; rank++) levels.add(new ArrayDeque<>());
                expected.add(levels);
            }
        }

        /** As a feed does: not while its lane is full. */
        void arrive(int rank) {
            Lane lane = lane(rank);
            if (lookAhead.isFull(lane)) return;
            RoutedRecord record =
                    routed(rank == 0 ? 0 : 2, next++, PRIORITIES.byRank(rank).name(), "a");
            lookAhead.add(lane, record);
            records.put(record.position(), record);
            leftToTake.put(record.position(), WORKERS);
            expected.forEach(levels -> levels.get(rank).add(record.position()));
        }

        boolean take(int worker) {
            Reader reader = lookAhead.reader(worker);
            List<Queue<Position>> levels = expected.get(worker);
            RoutedEvent event = reader.poll();
            if (event == null) {
                assertThat(levels).allMatch(Queue::isEmpty);
                return false;
            }
            assertThat(event.record().position()).isEqualTo(levels.get(event.rank()).poll());
            if (event.rank() != 0) assertThat(levels.get(0)).isEmpty();
            leftToTake.merge(event.record().position(), -1, Integer::sum);
            reader.dispatched(event);
            return true;
        }

        /** The first worker alone looks: what one finds out is nothing to the other. */
        void pass(Duration time) {
            clock.pass(time);
            lookAhead.reader(0).look(clock.getAsLong());
        }

        void takeAll() {
            for (int worker = 0; worker < WORKERS; worker++)
                for (boolean more = true; more; ) more = take(worker);
        }

        /** Counted until the last worker has dispatched it, and within the bound but for one. */
        void checkBytes() {
            var used = new EnumMap<Lane, Long>(Lane.class);
            leftToTake.forEach(
                    (position, left) -> {
                        RoutedRecord record = records.get(position);
                        long bytes = left == 0 ? 0 : LookAhead.sizeOf(record.record());
                        used.merge(lane(record.priority().rank()), bytes, Long::sum);
                    });
            for (Lane lane : Lane.values())
                assertThat(lookAhead.bytes(lane))
                        .isEqualTo(used.getOrDefault(lane, 0L))
                        .isLessThan(7_000);
        }

        private static Lane lane(int rank) {
            return rank == 0 ? Lane.EXPRESS : Lane.SHARED;
        }
    }
}
