package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.feed.LookAheads;
import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Lost;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResumeTest {
    private static final ChannelPattern A = new ChannelPattern("a");
    private static final ChannelPattern ALL = new ChannelPattern(">");

    /** More than the ring holds. */
    private static final int MANY = 300;

    private final OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();

    @Test
    void sendsWhatWasMissedAndThenWhatComes() {
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"), routed(2, 2, "low", "b"));
        one.dispatch(routed(0, 0, "critical", "a"));

        resume(A, one.cursor(0, 0, 1, 0));
        one.dispatch(routed(2, 3, "low", "a"));

        assertThat(sink.controls()).contains(new Subscribed("a", true, "1"));
        assertThat(sink.positions()).containsExactly("0:0", "2:1", "2:3");
        assertThat(one.log.recordsRead()).isZero();
    }

    @Test
    void sendsEachEventOnceThoughItWaitsInTheLookAhead() {
        one.open(sink);
        one.run();
        for (int i = 0; i < 200; i++) one.arrive(routed(2, i, "low", "a"));
        one.worker.step(); // dispatches a part

        resume(A, one.cursor(0, 0, 10, 0));

        assertThat(sink.positions()).containsExactlyElementsOf(positions(2, 10, 200));
    }

    @Test
    void leavesOutLevelsThatAreNotWanted() {
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "high", "a"));

        one.open(sink)
                .subscribe(
                        A, RoutedRecords.PRIORITIES.require("high"), one.cursor(0, 0, 0, 0), "1");
        one.run();

        assertThat(sink.positions()).containsExactly("2:1");
    }

    @Test
    void readsFromKafkaWhatIsNotInMemoryAnyMore() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", i % 3 == 0 ? "a" : "b"));

        resume(A, one.cursor(0, 0, 30, 0));

        assertThat(sink.controls()).contains(new Subscribed("a", true, "1"));
        assertThat(sink.positions())
                .containsExactlyElementsOf(
                        LongStream.range(30, MANY)
                                .filter(i -> i % 3 == 0)
                                .mapToObj(i -> "2:" + i)
                                .toList());
        assertThat(one.log.recordsRead()).isBetween(1, MANY - 30);
    }

    @Test
    void readsOnceForAllThatResumeTogether() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        var sinks = Stream.generate(FakeSink::fast).limit(500).toList();

        for (int i = 0; i < sinks.size(); i++)
            one.open(sinks.get(i)).subscribe(A, null, one.cursor(0, 0, i % 50, 0), null);
        one.run();

        assertThat(one.log.recordsRead()).isLessThanOrEqualTo(MANY);
        for (int i = 0; i < sinks.size(); i++)
            assertThat(sinks.get(i).positions())
                    .containsExactlyElementsOf(positions(2, i % 50, MANY));
    }

    @Test
    void holdsNoMoreThanOneWriteForASessionThatDoesNotRead() {
        var stalled = FakeSink.stalled();
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));

        one.open(stalled, false).subscribe(A, null, one.cursor(0, 0, 0, 0), "1");
        one.run();

        assertThat(one.meters().queueEvents()).isLessThanOrEqualTo(SessionQueue.BATCH_MESSAGES);
        while (stalled.hasPending()) {
            stalled.complete();
            one.run();
        }
        assertThat(stalled.positions()).containsExactlyElementsOf(positions(2, 0, MANY));
    }

    @Test
    void leavesASlowSessionBehindWhenOthersWaitForTheScan() {
        var slow = FakeSink.stalled();
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        one.open(slow, false).subscribe(A, null, one.cursor(0, 0, 0, 0), null);
        resume(A, one.cursor(0, 0, 0, 0));
        assertThat(sink.positions()).hasSizeLessThan(MANY);

        one.clock.pass(java.time.Duration.ofSeconds(3));
        one.run();

        assertThat(sink.positions()).containsExactlyElementsOf(positions(2, 0, MANY));
        while (slow.hasPending()) {
            slow.complete();
            one.run();
        }
        assertThat(slow.positions()).containsExactlyElementsOf(positions(2, 0, MANY));
    }

    @Test
    void sendsCriticalEventsWithoutWaitingForWhatElseWasMissed() {
        var stalled = FakeSink.stalled();
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        one.open(stalled, false).subscribe(A, null, one.cursor(0, 0, 0, 0), null);
        one.run();

        one.dispatch(routed(0, 0, "critical", "a"));
        stalled.complete();
        one.run();
        stalled.complete();
        one.run();

        assertThat(stalled.positions()).contains("0:0").hasSizeLessThan(MANY / 2);
    }

    @Test
    void tellsWhatRetentionHasTakenAndSendsTheRest() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        one.log.truncate(2, 100);
        String cursor = one.cursor(0, 0, 40, 0);

        resume(A, cursor);

        var lost = new Lost(cursor, one.cursor(0, 0, 100, 0), 60);
        assertThat(sink.controls()).contains(new Subscribed("a", false, lost, "1"));
        assertThat(sink.positions()).containsExactlyElementsOf(positions(2, 100, MANY));
    }

    @Test
    void tellsOfAGapWhenRetentionOvertakesTheScan() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        var stalled = FakeSink.stalled();
        one.open(stalled).subscribe(A, null, one.cursor(0, 0, 0, 0), "1");
        one.run();

        one.log.truncate(2, 200);
        while (stalled.hasPending()) {
            stalled.complete();
            one.run();
        }

        List<String> got = stalled.positions();
        int before = got.size() - (MANY - 200);
        assertThat(got.subList(before, got.size()))
                .containsExactlyElementsOf(positions(2, 200, MANY));
        assertThat(stalled.controls()).contains(new Gap(null, null, 200L - before, "retention"));
    }

    @Test
    void takesACursorFromBehindTheEndForNoneOfThisLog() {
        one.dispatch(routed(2, 0, "low", "a"));

        resume(A, one.cursor(0, 0, 99, 0));
        one.dispatch(routed(2, 1, "low", "a"));

        assertThat(sink.controls()).contains(new Subscribed("a", false, "1"));
        assertThat(sink.positions()).containsExactly("2:1");
    }

    @Test
    void repeatsNothingForAClientThatIsAheadOfThisGateway() {
        one.log.add(routed(2, 0, "low", "a"));
        one.log.add(routed(2, 1, "low", "a"));

        resume(A, one.cursor(0, 0, 2, 0));
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"), routed(2, 2, "low", "a"));

        assertThat(sink.controls()).contains(new Subscribed("a", true, "1"));
        assertThat(sink.positions()).containsExactly("2:2");
    }

    @Test
    void takesNoCursorIntoOffsetsThatWereGivenAnew() {
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"), routed(2, 2, "low", "a"));
        LookAheads.jump(one.lookAhead, new OffsetJump(2, 3, 1));
        one.run();

        resume(A, one.cursor(0, 0, 3, 0));
        one.open(FakeSink.fast());
        one.dispatch(routed(2, 1, "high", "a"));

        assertThat(sink.controls()).contains(new Subscribed("a", false, "1"));
        assertThat(sink.positions()).containsExactly("2:1");
    }

    @Test
    void beginsAtATimeOrWithTheFirstEventThereIs() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        one.log.truncate(2, 20);
        var fromTime = FakeSink.fast();
        var fromLater = FakeSink.fast();

        one.open(sink).subscribeSince(ALL, null, new StartFrom.Earliest(), "1");
        one.open(fromTime)
                .subscribeSince(A, null, new StartFrom.Time(RoutedRecords.PUBLISHED_MILLIS), "2");
        one.open(fromLater)
                .subscribeSince(
                        A, null, new StartFrom.Time(RoutedRecords.PUBLISHED_MILLIS + 5_000), "3");
        one.run();

        assertThat(sink.controls()).contains(new Subscribed(">", null, "1"));
        assertThat(sink.positions()).containsExactlyElementsOf(positions(2, 20, MANY));
        assertThat(fromTime.positions()).containsExactlyElementsOf(positions(2, 20, MANY));
        assertThat(fromLater.positions()).isEmpty();
    }

    @Test
    void waitsForKafkaAndAnswersThen() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        one.log.away(true);
        resume(A, one.cursor(0, 0, 0, 0));
        assertThat(sink.controls()).noneMatch(Subscribed.class::isInstance);

        one.log.away(false);
        one.clock.pass(java.time.Duration.ofSeconds(5));
        one.run();

        assertThat(sink.positions()).containsExactlyElementsOf(positions(2, 0, MANY));
    }

    @Test
    void stopsReadingForASubscriptionThatHasEnded() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        var stalled = FakeSink.stalled();
        Session session = one.open(stalled);
        session.subscribe(A, null, one.cursor(0, 0, 0, 0), "1");
        one.run();

        session.unsubscribe(A, "2");
        while (stalled.hasPending()) {
            stalled.complete();
            one.run();
        }
        one.dispatch(routed(2, MANY, "low", "a"));

        assertThat(stalled.positions()).hasSizeLessThanOrEqualTo(2 * SessionQueue.BATCH_MESSAGES);
    }

    @Test
    void beginsAnewWhenTheSamePatternIsSubscribedToWithACursor() {
        Session session = one.open(sink);
        session.subscribe(A, null, null, null);
        one.dispatch(routed(2, 0, "low", "a"));

        session.subscribe(A, null, one.cursor(0, 0, 0, 0), "2");
        one.run();
        one.dispatch(routed(2, 1, "low", "a"));

        assertThat(sink.positions()).containsExactly("2:0", "2:0", "2:1");
    }

    @Test
    void givesACursorBehindWhatWasQueuedForAResumingSession() {
        for (int i = 0; i < MANY; i++) one.dispatch(routed(2, i, "low", "a"));
        var stalled = FakeSink.stalled();
        one.open(stalled).subscribe(A, null, one.cursor(0, 0, 0, 0), "1");
        one.run();
        for (int i = 0; i < 3; i++) {
            stalled.complete();
            one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
            one.run();
        }
        stalled.complete();
        one.run();

        var all = new ArrayList<String>();
        Checkpoint last = null;
        int before = 0;
        for (Outbound message : stalled.messages()) {
            if (message instanceof EventFrame event) all.add(FakeSink.positionOf(event));
            if (message instanceof Checkpoint checkpoint) {
                last = checkpoint;
                before = all.size();
            }
        }
        assertThat(last).isNotNull();
        assertThat(before).isBetween(1, MANY - 1);
        resume(A, last.cursor());
        all.subList(before, all.size()).clear();
        all.addAll(sink.positions());
        assertThat(all).containsAll(positions(2, 0, MANY));
        assertThat(sink.positions()).hasSizeLessThan(MANY);
    }

    /** The welcome names that place too, but of a session that has not caught up yet. */
    @Test
    void givesACursorOnceItHasCaughtUpThoughTheLogHasNotGoneOnMeanwhile() {
        for (int i = 0; i < 10; i++) one.dispatch(routed(2, i, "low", "a"));
        resume(A, one.cursor(0, 0, 0, 0));

        one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
        one.run();

        assertThat(sink.controls()).endsWith(new Checkpoint(one.cursor(0, 0, 10, 0)));
    }

    @Test
    void resumesWithTheCursorOfTheWelcome() {
        var gone = FakeSink.fast();
        one.open(gone);
        one.run();
        String cursor = ((Welcome) gone.controls().get(0)).cursor();
        one.dispatch(routed(2, 0, "low", "a"), routed(0, 0, "critical", "a"));

        resume(A, cursor);

        assertThat(sink.positions()).containsExactlyInAnyOrder("2:0", "0:0");
    }

    private void resume(ChannelPattern pattern, String cursor) {
        one.open(sink).subscribe(pattern, null, cursor, "1");
        one.run();
    }

    private static List<String> positions(int partition, int from, int to) {
        return LongStream.range(from, to).mapToObj(i -> partition + ":" + i).toList();
    }
}
