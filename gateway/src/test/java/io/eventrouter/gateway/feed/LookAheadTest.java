package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.topics.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LookAheadTest {
    private static final long BOUND = 4_000;

    private final LookAhead lookAhead = lookAhead(2);
    private final Reader first = lookAhead.reader(0);
    private final Reader second = lookAhead.reader(1);

    @Test
    void showsEveryEventToEveryWorker() {
        lookAhead.add(Lane.SHARED, routed(2, 0, "low", "a"));

        assertThat(first.poll()).isSameAs(second.poll()).isNotNull();
        assertThat(first.isEmpty()).isTrue();
    }

    @Test
    void letsAnUrgentEventOvertakeAllThatWaits() {
        lookAhead.add(Lane.SHARED, routed(2, 0, "low", "a"));
        lookAhead.add(Lane.SHARED, routed(2, 1, "low", "a"));
        lookAhead.add(Lane.EXPRESS, routed(0, 0, "critical", "a"));

        assertThat(first.poll().rank()).isZero();
    }

    @Test
    void givesTheBytesBackWhenTheLastWorkerHasDispatched() {
        lookAhead.add(Lane.SHARED, routed(2, 0, "low", "a"));
        long used = lookAhead.bytes(Lane.SHARED);

        first.dispatched(first.poll());
        assertThat(lookAhead.bytes(Lane.SHARED)).isEqualTo(used).isPositive();

        second.dispatched(second.poll());
        assertThat(lookAhead.bytes(Lane.SHARED)).isZero();
    }

    @Test
    void refusesToGiveBytesBackTwice() {
        var event = new RoutedEvent(routed(2, 0, "low", "a"), new LaneBudget(1), 1, 1, 0);
        event.release();

        assertThatThrownBy(event::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void boundsEachLaneByItself() {
        for (int i = 0; i < 10; i++) lookAhead.add(Lane.SHARED, routed(2, i, "low", "a"));

        assertThat(lookAhead.isFull(Lane.SHARED)).isTrue();
        assertThat(lookAhead.isFull(Lane.EXPRESS)).isFalse();
    }

    @Test
    void hasRoomAgainOnlyWhenHalfOfItIsFree() {
        for (int i = 0; i < 10; i++) lookAhead.add(Lane.SHARED, routed(2, i, "low", "a"));

        int dispatched = 0;
        while (!lookAhead.hasRoomAgain(Lane.SHARED)) {
            first.dispatched(first.poll());
            second.dispatched(second.poll());
            dispatched++;
        }

        assertThat(lookAhead.bytes(Lane.SHARED)).isLessThanOrEqualTo(BOUND / 2);
        assertThat(dispatched).isGreaterThan(1);
    }

    @Test
    void encodesAnEventOnceForAllWorkers() {
        lookAhead.add(Lane.SHARED, routed(2, 0, "low", "a"));

        assertThat(first.poll().json()).isSameAs(second.poll().json());
    }

    @Test
    @Timeout(60)
    void losesNoEventAndNoByteBetweenTwoFeedsAndManyWorkers() throws Exception {
        int workers = 3;
        int perFeed = 20_000;
        LookAhead shared = lookAhead(workers);
        var threads = new ArrayList<Thread>();
        List<Set<String>> seen =
                IntStream.range(0, workers)
                        .mapToObj(i -> (Set<String>) new HashSet<String>())
                        .toList();
        var wrong = new AtomicInteger();
        for (int i = 0; i < workers; i++) {
            Reader reader = shared.reader(i);
            Set<String> mine = seen.get(i);
            threads.add(new Thread(() -> take(reader, mine, 2 * perFeed, wrong)));
        }
        threads.add(new Thread(() -> feed(shared, Lane.EXPRESS, 0, "critical", perFeed)));
        threads.add(new Thread(() -> feed(shared, Lane.SHARED, 2, "low", perFeed)));

        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();

        assertThat(seen).allSatisfy(s -> assertThat(s).hasSize(2 * perFeed));
        assertThat(wrong).hasValue(0);
        assertThat(shared.bytes(Lane.EXPRESS)).isZero();
        assertThat(shared.bytes(Lane.SHARED)).isZero();
    }

    /** Sleeps on the wake-up for long: one that was lost would show as the time-out of the test. */
    private static void take(Reader reader, Set<String> seen, int expected, AtomicInteger wrong) {
        while (seen.size() < expected) {
            RoutedEvent event = reader.poll();
            if (event == null) {
                reader.wakeup().sleep(() -> !reader.isEmpty(), TimeUnit.MINUTES.toNanos(5));
                continue;
            }
            if (!seen.add(event.record().position().toString())) wrong.incrementAndGet();
            reader.dispatched(event);
        }
    }

    private static void feed(LookAhead to, Lane lane, int partition, String level, int events) {
        for (int i = 0; i < events; i++) {
            while (to.isFull(lane)) Thread.onSpinWait();
            to.add(lane, routed(partition, i, level, "a"));
        }
    }

    private static LookAhead lookAhead(int workers) {
        return new LookAhead(new LevelOrder(RoutedRecords.LEVELS), workers, BOUND, new long[4]);
    }
}
