package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.collapsing;
import static io.eventrouter.gateway.RoutedRecords.expiring;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four events may be unacknowledged, for ten seconds; each is sent three times at most. */
@Timeout(60)
class SessionAcksTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    /** Beyond the time-out and what chance adds to it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(16);

    private final OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();
    private final Session session = one.open(sink);

    @Test
    void sendsAgainWhatIsNotAcknowledged() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"), routed(2, 0, "high", "a"));
        acknowledge("0:0");

        pass(TIMEOUT);

        assertThat(sink.positions()).containsExactly("0:0", "2:0", "2:0");
        assertThat(count("acknowledged")).isEqualTo(1);
        assertThat(count("redelivered", "level", "high")).isEqualTo(1);
    }

    @Test
    void sendsAgainTheSameBytes() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));

        pass(TIMEOUT);

        List<EventFrame> frames =
                sink.messages().stream()
                        .filter(EventFrame.class::isInstance)
                        .map(EventFrame.class::cast)
                        .toList();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1)).isSameAs(frames.get(0));
    }

    @Test
    void asksForNoAcknowledgementOfOtherLevelsOrSubscriptions() {
        subscribe();
        session.subscribe(new ChannelPattern("b"), null, null, null);
        one.dispatch(
                routed(2, 0, "normal", "a"),
                routed(2, 1, "low", "a"),
                routed(0, 0, "critical", "b"),
                routed(2, 2, "high", "b"));

        pass(TIMEOUT);

        assertThat(sink.positions()).hasSize(4);
        assertThat(one.worker.shard().acks().nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givesUpAfterTheLastAttemptAndTellsTheClientOnceTheLetterIsKept() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));

        passAttempts();

        assertThat(sink.positions()).containsExactly("0:0", "0:0", "0:0");
        assertThat(one.letters.waiting()).isEqualTo(1);
        assertThat(gaps()).isEmpty();
        one.letters.settle(true);
        one.run();
        assertThat(one.letters.kept).containsExactly("0:0");
        assertThat(gaps()).containsExactly(new Gap("a", "critical", 1, "unacknowledged", "0:0"));
        assertThat(count("given.up", "level", "critical", "reason", "unacknowledged")).isOne();
        assertThat(one.meters().unackedEvents()).isZero();
    }

    @Test
    void handsALetterThatWasNotKeptOverAgain() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));
        passAttempts();

        one.letters.settle(false);
        one.run();
        assertThat(one.letters.waiting()).isZero();
        passAttempts();

        assertThat(one.letters.waiting()).isEqualTo(1);
        assertThat(sink.positions()).hasSize(3);
        assertThat(gaps()).isEmpty();
        assertThat(one.meters().unackedEvents()).isEqualTo(1);
    }

    @Test
    void takesAnAcknowledgementWhileTheLetterIsUnderWay() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));
        passAttempts();

        acknowledge("0:0");
        one.letters.settle(true);
        one.run();

        assertThat(gaps()).isEmpty();
    }

    @Test
    void holdsLevelsThatAreToBeAcknowledgedWhileTheWindowIsFullAndNoOthers() {
        subscribe();
        for (int i = 0; i < 6; i++) one.dispatch(routed(0, i, "critical", "a"));
        one.dispatch(routed(2, 0, "normal", "a"), routed(2, 1, "high", "a"));

        assertThat(sink.positions()).containsExactly("0:0", "0:1", "0:2", "0:3", "2:0");
        assertThat(one.meters().queueEvents()).isEqualTo(3);

        acknowledge("0:1");

        assertThat(sink.positions()).endsWith("2:0", "0:4");
        acknowledge("0:0", "0:2", "0:3", "0:4");
        assertThat(sink.positions()).endsWith("0:4", "0:5", "2:1");
    }

    @Test
    void leavesTheWorkerInPeaceWhileEventsAreHeld() {
        subscribe();
        for (int i = 0; i < 6; i++) one.dispatch(routed(0, i, "critical", "a"));

        int work = one.worker.step() + one.worker.step();

        assertThat(work).isZero();
        assertThat(one.worker.shard().turns().isEmpty()).isTrue();
    }

    @Test
    void leavesTheWorkerInPeaceWhileAResumeIsHeldUp() {
        for (int i = 0; i < 30; i++) one.arrive(routed(0, i, "critical", "a"));
        for (int i = 0; i < 100; i++) one.dispatch(routed(2, i, "high", "a"));
        session.subscribe(A, null, one.cursor(0, 0, 0, 0), true, null);

        one.run();

        assertThat(sink.positions()).containsExactly("0:0", "0:1", "0:2", "0:3");
        for (int i = 0; i < 30; i++) acknowledge("0:" + i);
        for (int i = 0; i < 100; i++) acknowledge("2:" + i);
        assertThat(sink.positions()).hasSize(130).doesNotHaveDuplicates();
        assertThat(sink.positions()).endsWith("2:99");
    }

    @Test
    void closesAClientWhoseHeldEventsFillTheQueue() {
        var small = new OneWorker(OneWorker.settings(5, 1 << 20));
        small.open(sink).subscribe(A, null, null, true, null);

        for (int i = 0; i < 9; i++) small.dispatch(routed(0, i, "critical", "a"));
        assertThat(sink.closedWith()).isNull();
        small.dispatch(routed(0, 9, "critical", "a"));

        assertThat(sink.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(small.meters().unackedEvents()).isZero();
    }

    @Test
    void doesNotCountWhatWasCollapsedInTheQueue() {
        FakeSink stalled = FakeSink.stalled();
        one.open(stalled).subscribe(A, null, null, true, null);
        one.run();
        one.dispatch(collapsing(2, 0, "high", "a", "k"), collapsing(2, 1, "high", "a", "k"));

        while (stalled.hasPending()) {
            stalled.complete();
            one.run();
        }

        assertThat(stalled.positions()).containsExactly("2:1");
        assertThat(one.meters().unackedEvents()).isEqualTo(1);
    }

    @Test
    void letsNoTimePassWhileAWriteIsUnderWay() {
        FakeSink stalled = FakeSink.stalled();
        one.open(stalled).subscribe(A, null, null, true, null);
        one.run();
        for (int i = 0; i < 3 && stalled.hasPending(); i++) complete(stalled);
        one.dispatch(routed(0, 0, "critical", "a"));

        stalled.takeMore();
        one.clock.pass(Duration.ofSeconds(9));
        one.run();

        assertThat(one.worker.shard().acks().nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
        stalled.complete();
        one.run();
        assertThat(one.worker.shard().acks().nanosLeft(0)).isLessThan(Long.MAX_VALUE);
    }

    @Test
    void tellsOfWhatExpiresUnacknowledged() {
        subscribe();
        String expiry = Instant.ofEpochMilli(one.clock.millis()).plusSeconds(5).toString();
        one.dispatch(expiring(0, 0, "critical", "a", expiry));

        pass(TIMEOUT);

        assertThat(sink.positions()).containsExactly("0:0");
        assertThat(gaps()).containsExactly(new Gap("a", "critical", 1, "expired", "0:0"));
        assertThat(count("given.up", "level", "critical", "reason", "expired")).isOne();
    }

    @Test
    void givesNoCursorBeyondAnEventThatIsNotAcknowledged() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));

        pass(OneWorker.CHECKPOINT_INTERVAL);
        one.dispatch(routed(0, 1, "critical", "a"));

        assertThat(checkpoints()).isEmpty();
        acknowledge("0:0");
        assertThat(checkpoints()).containsExactly(one.cursor(1, 0, 0, 0));
    }

    @Test
    void givesTheCursorBehindWhatWasAcknowledgedLater() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));
        pass(OneWorker.CHECKPOINT_INTERVAL);
        one.dispatch(routed(0, 1, "critical", "a"));
        acknowledge("0:0", "0:1");

        pass(OneWorker.CHECKPOINT_INTERVAL);

        assertThat(checkpoints()).containsExactly(one.cursor(1, 0, 0, 0), one.cursor(2, 0, 0, 0));
    }

    @Test
    void tellsOfALetterBeforeTheCursorThatPassesItsEvent() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));
        passAttempts();
        assertThat(checkpoints()).isEmpty();

        one.letters.settle(true);
        one.run();

        assertThat(sink.controls())
                .endsWith(
                        new Gap("a", "critical", 1, "unacknowledged", "0:0"),
                        new Checkpoint(one.cursor(1, 0, 0, 0)));
    }

    @Test
    void givesUpNothingOfASessionThatEnds() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));

        session.disconnected();
        one.run();
        passAttempts();

        assertThat(one.letters.waiting()).isZero();
        assertThat(one.meters().unackedEvents()).isZero();
        assertThat(one.meters().unackedBytes()).isZero();
        assertThat(one.worker.shard().acks().nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void drainsASessionWithoutItsHeldEventsAndWithoutACursorBeyondThem() {
        subscribe();
        for (int i = 0; i < 6; i++) one.dispatch(routed(0, i, "critical", "a"));

        var unused = one.drain();
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(sink.positions()).hasSize(4);
        assertThat(checkpoints()).isEmpty();
        assertThat(one.letters.waiting()).isZero();
    }

    @Test
    void tellsOfALetterThatIsKeptWhileItsSessionClosesBeforeTheCursorBeyondIt() {
        FakeSink slow = FakeSink.stalled();
        Session closing = one.open(slow);
        closing.subscribe(A, null, null, true, null);
        finishWrites(slow);
        one.dispatch(routed(0, 0, "critical", "a"));
        finishWrites(slow);
        for (int attempt = 0; attempt < 3; attempt++) {
            pass(Duration.ofMinutes(2));
            finishWrites(slow);
        }
        assertThat(one.letters.waiting()).isEqualTo(1);
        one.dispatch(routed(2, 0, "low", "a"));
        closing.close(CloseReason.DRAINING);
        one.run();

        one.letters.settle(true);
        finishWrites(slow);

        assertThat(
                        slow.controls().stream()
                                .filter(m -> m instanceof Gap || m instanceof Checkpoint))
                .last()
                .isInstanceOf(Checkpoint.class);
        assertThat(slow.controls()).contains(new Gap("a", "critical", 1, "unacknowledged", "0:0"));
        assertThat(slow.closedWith()).isEqualTo(CloseReason.DRAINING);
    }

    @Test
    void givesTheLastCursorThatAcknowledgementsReleaseWhileItsSessionCloses() {
        FakeSink slow = FakeSink.stalled();
        Session closing = one.open(slow);
        closing.subscribe(A, null, null, true, null);
        finishWrites(slow);
        one.dispatch(routed(0, 0, "critical", "a"));
        finishWrites(slow);
        pass(OneWorker.CHECKPOINT_INTERVAL);
        finishWrites(slow);
        one.dispatch(routed(2, 0, "low", "a"));
        closing.close(CloseReason.DRAINING);
        one.run();

        closing.acknowledge(List.of(Position.parse("0:0")));
        finishWrites(slow);

        assertThat(slow.controls()).last().isInstanceOf(Checkpoint.class);
        assertThat(slow.closedWith()).isEqualTo(CloseReason.DRAINING);
    }

    private void finishWrites(FakeSink slow) {
        one.run();
        while (slow.hasPending()) {
            slow.complete();
            one.run();
        }
    }

    @Test
    void givesNoCursorToAClientThatIsClosedForBreakingTheRules() {
        FakeSink stalled = FakeSink.stalled();
        Session other = one.open(stalled);
        other.subscribe(A, null, null, true, null);
        one.run();
        for (int i = 0; i < 3 && stalled.hasPending(); i++) complete(stalled);
        one.dispatch(routed(0, 0, "critical", "a"));
        one.dispatch(routed(0, 1, "critical", "a"));
        one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
        one.run();

        other.close(CloseReason.FORBIDDEN);
        one.run();
        for (int i = 0; i < 3 && stalled.hasPending(); i++) complete(stalled);

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.FORBIDDEN);
        assertThat(stalled.controls()).noneMatch(Checkpoint.class::isInstance);
    }

    @Test
    void forgetsWhatNoSubscriptionWantsAcknowledgedAnyMore() {
        subscribe();
        one.dispatch(routed(0, 0, "critical", "a"));
        one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
        one.run();

        session.unsubscribe(A, null);
        one.run();
        pass(TIMEOUT);

        assertThat(sink.positions()).containsExactly("0:0");
        assertThat(one.meters().unackedEvents()).isZero();
        assertThat(checkpoints()).containsExactly(one.cursor(1, 0, 0, 0));
    }

    @Test
    void letsHeldEventsGoOnceNothingIsToBeAcknowledgedAnyMore() {
        subscribe();
        for (int i = 0; i < 6; i++) one.dispatch(routed(0, i, "critical", "a"));
        assertThat(sink.positions()).hasSize(4);

        session.subscribe(A, null, null, false, null);
        one.run();

        assertThat(sink.positions()).hasSize(6);
    }

    @Test
    void endsOnlyTheSessionOfWhichALetterFails() {
        subscribe();
        FakeSink other = FakeSink.fast();
        one.open(other).subscribe(new ChannelPattern("b"), null, null, null);
        one.dispatch(routed(0, 0, "critical", "a"));
        one.letters.fault = new IllegalStateException("a fault of ours");

        passAttempts();
        one.dispatch(routed(0, 1, "critical", "b"));

        assertThat(sink.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(other.positions()).containsExactly("0:1");
    }

    @Test
    void withdrawsACursorThatWaitsWhenASubscriptionBeginsBeforeIt() {
        subscribe();
        one.dispatch(routed(2, 0, "low", "b"), routed(0, 0, "critical", "a"));
        pass(OneWorker.CHECKPOINT_INTERVAL);

        session.subscribe(new ChannelPattern("b"), null, one.cursor(0, 0, 0, 0), null);
        one.run();
        acknowledge("0:0");

        assertThat(checkpoints()).isEmpty();
        pass(OneWorker.CHECKPOINT_INTERVAL);
        assertThat(checkpoints()).containsExactly(one.cursor(1, 0, 1, 0));
    }

    @Test
    void passesOverAcknowledgementsOfAnotherConnection() {
        acknowledge("0:0", "3:7");
        subscribe();
        one.dispatch(routed(0, 1, "critical", "a"));

        acknowledge("0:0", "0:1", "0:1");

        assertThat(count("acknowledged")).isEqualTo(1);
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void asksNothingOfAClientThatTakesEventsOnly() {
        FakeSink bare = FakeSink.fast();
        one.open(bare, false).subscribe(A, null, null, true, null);
        one.run();
        one.dispatch(routed(0, 0, "critical", "a"));

        pass(TIMEOUT);

        assertThat(bare.positions()).containsExactly("0:0");
        assertThat(one.meters().unackedEvents()).isZero();
    }

    private void subscribe() {
        session.subscribe(A, null, null, true, null);
        one.run();
    }

    private void acknowledge(String... positions) {
        session.acknowledge(Stream.of(positions).map(Position::parse).toList());
        one.run();
    }

    private void pass(Duration time) {
        one.clock.pass(time);
        one.run();
    }

    /** Until all attempts have failed, whatever chance adds. */
    private void passAttempts() {
        for (int i = 0; i < 10; i++) pass(TIMEOUT);
    }

    private void complete(FakeSink stalled) {
        stalled.complete();
        one.run();
    }

    private List<Gap> gaps() {
        return sink.controls().stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
    }

    private List<String> checkpoints() {
        return sink.controls().stream()
                .filter(Checkpoint.class::isInstance)
                .map(m -> ((Checkpoint) m).cursor())
                .toList();
    }

    private double count(String name, String... tags) {
        return one.registry.get("eventrouter.gateway.ack." + name).tags(tags).counter().count();
    }
}
