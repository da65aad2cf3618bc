package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.large;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker does while events have waited long: no more is under way than clients read. */
@Timeout(30)
class UnderPressureTest {
    private static final int LARGE = OneWorker.LEAST_UNDER_WAY / 2;
    private static final int SESSIONS = 8;

    private final OneWorker one = new OneWorker();
    private final List<FakeSink> sinks = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private long next;

    UnderPressureTest() {
        for (int i = 0; i < SESSIONS; i++) {
            var sink = FakeSink.answering();
            sinks.add(sink);
            sessions.add(one.openSubscribed(sink, "a"));
        }
    }

    @AfterEach
    void noSinkSawTheContractBroken() {
        for (FakeSink sink : sinks) assertThat(sink.violations()).isEmpty();
    }

    @Test
    void asksTheClientBehindItsFirstEvent() {
        one.dispatch(routed(2, next++, "low", "a"));

        assertThat(sinks.get(0).messages()).hasSize(2).last().isEqualTo(new Probe(1));
    }

    @Test
    void writesToAllThatWantItWithoutPressure() {
        one.dispatch(large(2, next++, "low", "a", LARGE));

        assertThat(written()).isEqualTo(SESSIONS);
    }

    @Test
    void writesNoMoreUnderPressureThanItsBudget() {
        wait(large(2, next++, "low", "a", LARGE));

        one.run();

        assertThat(written()).isEqualTo(2);
        assertThat(one.meters().isPressed()).isTrue();
    }

    @Test
    void goesOnAsClientsRead() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        for (int i = 0; i < SESSIONS; i++) answerAll();

        assertThat(written()).isEqualTo(SESSIONS);
    }

    @Test
    void takesNoWeightedEventsFromTheLookAheadMeanwhile() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();
        one.arrive(routed(2, next++, "low", "a"));

        one.run();

        assertThat(one.lookAheadBytes()).isPositive();
    }

    @Test
    void writesUrgentEventsToAllMeanwhileAndNothingElseWithThem() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        one.dispatch(routed(0, 0, "critical", "a"));

        for (FakeSink sink : sinks) assertThat(sink.positions()).contains("0:0");
        assertThat(written()).isEqualTo(SESSIONS + 2L);
    }

    @Test
    void waitsForAClientThatDoesNotReadForAWhileOnly() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        one.clock.pass(Duration.ofNanos(SendBudget.LATE_NANOS));
        one.run();

        assertThat(written()).isEqualTo(4);
    }

    @Test
    void givesTheRoomOfASessionThatEndsToOthers() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        for (int i = 0; i < SESSIONS; i++)
            if (!sinks.get(i).positions().isEmpty()) sessions.get(i).disconnected();
        one.run();

        assertThat(written()).isEqualTo(4);
    }

    @Test
    void sendsASessionThatClosesWhatWaitsForIt() {
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        for (Session session : sessions) session.close(CloseReason.NORMAL);
        one.run();

        assertThat(written()).isEqualTo(SESSIONS);
        for (FakeSink sink : sinks) assertThat(sink.closedWith()).isEqualTo(CloseReason.NORMAL);
    }

    @Test
    void goesOnWithASessionThatClosesWhenItsWriteIsDoneThoughThereIsNoRoom() {
        var slow = FakeSink.stalled();
        Session closing = one.openSubscribed(slow, "a");
        one.dispatch(routed(2, next++, "low", "a"));
        wait(large(2, next++, "low", "a", LARGE));
        one.run();

        closing.close(CloseReason.NORMAL);
        one.run();
        slow.complete();
        one.run();

        assertThat(slow.positions()).hasSize(2);
    }

    @Test
    void answersCommandsWhereNoClientAnswersPings() {
        var silent = FakeSink.fast();
        one.openSubscribed(silent, "b");
        wait(routed(2, next++, "low", "b"));

        one.run();

        assertThat(silent.positions()).containsExactly("2:0");
    }

    @Test
    void makesRoomInAQueueThatOneRoundFillsHoweverMuchIsUnderWay() {
        var small = new OneWorker(OneWorker.settings(4, 1 << 20));
        FakeSink sink = FakeSink.answering();
        small.openSubscribed(sink, "a");
        for (int i = 0; i < 40; i++) small.arrive(large(2, i, "low", "a", LARGE));
        for (int i = 40; i < 200; i++) small.arrive(routed(2, i, "low", "nobody.wants.it"));
        small.clock.pass(Duration.ofNanos(SendBudget.PRESSURE_NANOS + 1));

        small.worker.step();

        assertThat(sink.closedWith()).isNull();
        assertThat(sink.violations()).isEmpty();
    }

    @Test
    void asksNobodyWhereThereIsNoBound() {
        var unbounded =
                new OneWorker(OneWorker.settings(1_024, 1 << 20, "normal:close", Duration.ZERO));
        FakeSink sink = FakeSink.answering();
        unbounded.openSubscribed(sink, "a");

        unbounded.dispatch(routed(2, 0, "low", "a"));

        assertThat(sink.lastProbe()).isZero();
        assertThat(sink.positions()).containsExactly("2:0");
    }

    /** It arrives, and with more others than a round has, and is looked at when all waited long. */
    private void wait(RoutedRecord record) {
        one.arrive(record);
        for (int i = 0; i < 2 * SessionQueue.BATCH_MESSAGES; i++)
            one.arrive(routed(2, next++, "low", "nobody.wants.it"));
        one.clock.pass(Duration.ofNanos(SendBudget.PRESSURE_NANOS + 1));
    }

    private void answerAll() {
        for (int i = 0; i < SESSIONS; i++)
            sessions.get(i).answered(sinks.get(i).lastProbe(), one.clock.getAsLong());
        one.run();
    }

    private long written() {
        return sinks.stream().mapToLong(sink -> sink.positions().size()).sum();
    }
}
