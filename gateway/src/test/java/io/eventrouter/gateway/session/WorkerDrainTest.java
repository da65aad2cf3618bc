package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a worker lets its sessions go, by a clock of the test's own. */
class WorkerDrainTest {
    private static final ServerMessage.Reconnect HINT =
            new ServerMessage.Reconnect(1_234, "draining");

    private final OneWorker one = new OneWorker();

    @Test
    void tellsEachSessionAtOnceAndClosesThemEvenlyOverTheWindow() {
        List<FakeSink> sinks = open(1_000);

        var unused = one.drain(Duration.ofSeconds(5));
        one.run();

        assertThat(sinks).allSatisfy(s -> assertThat(s.controls()).last().isEqualTo(HINT));
        assertThat(closesInEach(Duration.ofSeconds(1), 5, sinks))
                .containsExactly(200L, 200L, 200L, 200L, 199L);
    }

    @Test
    void closesFewSessionsInLessTime() {
        List<FakeSink> sinks = open(3);

        var unused = one.drain(Duration.ofSeconds(5));
        one.run();

        assertThat(closesInEach(Duration.ofMillis(10), 3, sinks)).containsExactly(1L, 1L, 0L);
    }

    @Test
    void doesNotWakeBeforeTheNextCloseIsDue() {
        open(1_000);
        var unused = one.drain(Duration.ofSeconds(5));
        one.run();

        long now = one.clock.getAsLong();

        assertThat(one.worker.drain().nanosLeft(now)).isEqualTo(Duration.ofMillis(5).toNanos());
        assertThat(one.worker.step()).isZero();
    }

    @Test
    void deliversToASessionUntilItIsClosedAndWritesWhatWaitsFirst() {
        FakeSink first = FakeSink.stalled();
        FakeSink second = FakeSink.fast();
        one.openSubscribed(first, "a");
        one.openSubscribed(second, "a");
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"));

        var done = one.drain(Duration.ofSeconds(5));
        one.run();
        one.dispatch(routed(2, 2, "low", "a"));
        one.clock.pass(Duration.ofMillis(10));
        one.run();
        assertThat(first.closedWith()).isNull();
        completeAll(first);

        assertThat(first.positions()).containsExactly("2:0", "2:1");
        assertThat(second.positions()).containsExactly("2:0", "2:1", "2:2");
        assertThat(List.of(first.closedWith(), second.closedWith()))
                .containsOnly(CloseReason.DRAINING);
        assertThat(done).isCompleted();
    }

    @Test
    void isNotHeldUpByThoseThatStalled() {
        List<FakeSink> stalled = Stream.generate(FakeSink::stalled).limit(5).toList();
        stalled.forEach(s -> one.openSubscribed(s, "a"));
        FakeSink last = FakeSink.fast();
        one.openSubscribed(last, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        var done = one.drain(Duration.ofMillis(50));
        one.run();
        one.clock.pass(Duration.ofMillis(50));
        one.run();
        assertThat(last.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(done).isNotCompleted();
        one.clock.pass(Duration.ofSeconds(11));
        one.run();

        assertThat(stalled).allMatch(s -> s.closedWith() == CloseReason.DRAINING);
        assertThat(done).isCompleted();
    }

    @Test
    void keepsThePaceOfTheOthersWhenOneGoesByItself() {
        List<FakeSink> sinks = open(2);
        FakeSink leaving = FakeSink.fast();
        Session session = one.open(leaving);
        sinks = Stream.concat(sinks.stream(), open(1).stream()).toList();
        one.run();
        var unused = one.drain(Duration.ofMillis(40));
        one.run();

        session.disconnected();

        assertThat(closesInEach(Duration.ofMillis(10), 3, sinks)).containsExactly(1L, 0L, 1L);
    }

    private void completeAll(FakeSink sink) {
        while (sink.hasPending()) {
            sink.complete();
            one.run();
        }
    }

    private List<FakeSink> open(int number) {
        List<FakeSink> sinks = Stream.generate(FakeSink::fast).limit(number).toList();
        sinks.forEach(one::open);
        one.run();
        return sinks;
    }

    /** How many are closed in each of so many spans; the first is closed before the first span. */
    private List<Long> closesInEach(Duration span, int spans, List<FakeSink> sinks) {
        var closes = new ArrayList<Long>();
        long before = closed(sinks);
        for (int i = 0; i < spans; i++) {
            one.clock.pass(span);
            one.run();
            closes.add(closed(sinks) - before);
            before = closed(sinks);
        }
        return closes;
    }

    private static long closed(List<FakeSink> sinks) {
        return sinks.stream().filter(s -> s.closedWith() == CloseReason.DRAINING).count();
    }
}
