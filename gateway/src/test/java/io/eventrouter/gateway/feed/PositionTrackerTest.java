package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionTrackerTest {
    private static final int CRITICAL = 0;
    private static final int LOW = 3;

    private final PositionTracker tracker = new PositionTracker(new long[] {10, 20}, 4);

    @Test
    void beginsWhereTheFeedsBegin() {
        assertThat(tracker.resumeFrom()).containsExactly(10, 20);
    }

    @Test
    void staysBeforeAnEventThatWaitsWhenALaterOneOvertakesIt() {
        tracker.arrived(new Position(0, 10), LOW);
        tracker.arrived(new Position(0, 11), CRITICAL);

        tracker.dispatched(new Position(0, 11), CRITICAL);

        assertThat(tracker.resumeFrom()).containsExactly(10, 20);
    }

    @Test
    void passesAllThatWasDispatchedOnceTheLowestIs() {
        tracker.arrived(new Position(0, 10), LOW);
        tracker.arrived(new Position(0, 11), CRITICAL);
        tracker.dispatched(new Position(0, 11), CRITICAL);

        tracker.dispatched(new Position(0, 10), LOW);

        assertThat(tracker.resumeFrom()).containsExactly(12, 20);
    }

    @Test
    void isPastOffsetsWhenNothingBeforeThemWaitsOrIsStillToArrive() {
        tracker.arrived(new Position(0, 10), LOW);
        tracker.arrived(new Position(0, 11), CRITICAL);

        tracker.dispatched(new Position(0, 11), CRITICAL);

        assertThat(tracker.isPast(new long[] {10, 20})).isTrue();
        assertThat(tracker.isPast(new long[] {11, 20})).isFalse();
        tracker.dispatched(new Position(0, 10), LOW);
        assertThat(tracker.isPast(new long[] {12, 20})).isTrue();
        assertThat(tracker.isPast(new long[] {12, 21})).isFalse();
        assertThat(tracker.arrived(0)).isEqualTo(12);
    }

    @Test
    void goesOnBehindOffsetsThatWereJumpedOver() {
        tracker.jumped(new OffsetJump(0, 10, 50));

        assertThat(tracker.resumeFrom()).containsExactly(50, 20);
    }

    @Test
    void staysBeforeAnEventThatWaitsWhenTheFeedJumps() {
        tracker.arrived(new Position(0, 10), LOW);

        tracker.jumped(new OffsetJump(0, 11, 50));

        assertThat(tracker.resumeFrom()).containsExactly(10, 20);
    }

    @Test
    void goesBackWithALogThatLostItsTail() {
        for (int offset = 10; offset < 15; offset++) tracker.arrived(new Position(0, offset), LOW);
        tracker.dispatched(new Position(0, 10), LOW);

        tracker.jumped(new OffsetJump(0, 15, 12));

        assertThat(tracker.resumeFrom()).containsExactly(11, 20);
        tracker.dispatched(new Position(0, 11), LOW);
        assertThat(tracker.resumeFrom()).containsExactly(12, 20);
    }

    /**
     * Below 4: an event of that level arrives; below 8: the first of a level is dispatched; 8: the
     * log loses its tail.
     */
    @Property
    void knowsTheLowestThatWaits(@ForAll @Size(max = 150) List<@IntRange(max = 8) Integer> steps) {
        var one = new PositionTracker(new long[] {0}, 4);
        List<List<Long>> waiting = new ArrayList<>();
        for (int rank = 0; rank < 4; rank++) waiting.add(new ArrayList<>());
        var undispatched = new TreeSet<Long>();
        long next = 0;

        for (int step : steps) {
            int rank = step % 4;
            if (step == 8) {
                long end = Math.max(0, next - 5);
                one.jumped(new OffsetJump(0, next, end));
                waiting.forEach(w -> w.removeIf(offset -> offset >= end));
                undispatched.removeIf(offset -> offset >= end);
                next = end;
            } else if (step < 4) {
                next += 1 + step; // offsets have gaps
                one.arrived(new Position(0, next), rank);
                waiting.get(rank).add(next);
                undispatched.add(next);
                next++;
            } else if (!waiting.get(rank).isEmpty()) {
                long first = waiting.get(rank).remove(0);
                one.dispatched(new Position(0, first), rank);
                undispatched.remove(first);
            }
            long lowest = undispatched.stream().min(Comparator.naturalOrder()).orElse(next);
            assertThat(one.resumeFrom()).containsExactly(lowest);
        }
    }
}
