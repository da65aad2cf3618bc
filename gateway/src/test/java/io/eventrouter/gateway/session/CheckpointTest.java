package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckpointTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    private final OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();
    private final FakeSink stalled = FakeSink.stalled();

    @Test
    void comesAnIntervalAfterTheFirstEventAndCoversTheLast() {
        one.open(sink).subscribe(A, null, null, null);
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));
        assertThat(checkpoints(sink)).isEmpty();

        pass(OneWorker.CHECKPOINT_INTERVAL);

        assertThat(checkpoints(sink)).containsExactly(one.cursor(0, 0, 2, 0));
    }

    @Test
    void comesNoMoreThanOnceInAnInterval() {
        one.open(sink).subscribe(A, null, null, null);

        for (int i = 0; i < 100; i++) {
            one.dispatch(routed(2, i, "low", "a"));
            pass(OneWorker.CHECKPOINT_INTERVAL.dividedBy(10));
        }

        assertThat(checkpoints(sink)).hasSizeBetween(8, 10).doesNotHaveDuplicates();
    }

    @Test
    void doesNotComeWhileNothingChanges() {
        one.open(sink).subscribe(A, null, null, null);
        one.dispatch(routed(2, 0, "low", "a"));
        pass(OneWorker.CHECKPOINT_INTERVAL);

        for (int i = 0; i < 100; i++) pass(OneWorker.CHECKPOINT_INTERVAL);

        assertThat(checkpoints(sink)).hasSize(1);
    }

    @Test
    void renewsTheCursorOfASessionThatIsSentNothingNowAndThen() {
        one.open(sink).subscribe(A, null, null, null);

        for (int i = 0; i < 36; i++) {
            one.dispatch(routed(2, i, "low", "b"));
            pass(OneWorker.CHECKPOINT_INTERVAL);
        }

        assertThat(checkpoints(sink)).hasSizeBetween(2, 3);
    }

    @Test
    void waitsForAllThatWasQueuedBeforeIt() {
        one.open(stalled).subscribe(A, null, null, null);
        one.run();
        complete(1); // the welcome
        one.dispatch(routed(2, 0, "low", "a")); // in flight
        one.dispatch(routed(2, 1, "low", "a"), routed(2, 2, "high", "a"));

        pass(OneWorker.CHECKPOINT_INTERVAL);
        one.dispatch(routed(0, 0, "critical", "a"), routed(2, 3, "low", "a"));
        complete(3);

        List<Outbound> messages = stalled.messages();
        int at = messages.indexOf(new Checkpoint(one.cursor(0, 0, 3, 0)));
        assertThat(at).isPositive();
        assertThat(stalled.writes().stream().flatMap(List::stream).toList().subList(0, at))
                .filteredOn(EventFrame.class::isInstance)
                .extracting(m -> FakeSink.positionOf((EventFrame) m))
                .contains("2:0", "2:1", "2:2");
    }

    @Test
    void isWithdrawnWhenASubscriptionBeginsBeforeIt() {
        Session session = one.open(stalled);
        session.subscribe(A, null, null, null);
        one.run();
        complete(1); // the welcome
        one.dispatch(routed(2, 0, "low", "b"));
        one.dispatch(routed(2, 1, "low", "a")); // in flight
        one.dispatch(routed(2, 2, "low", "a"));
        pass(OneWorker.CHECKPOINT_INTERVAL); // one waits behind 2:2

        session.subscribe(new ChannelPattern("b"), null, one.cursor(0, 0, 0, 0), null);
        one.run();
        complete(6);
        pass(OneWorker.CHECKPOINT_INTERVAL);
        complete(6);

        List<Outbound> sent = stalled.messages();
        int checkpoint = sent.indexOf(new Checkpoint(one.cursor(0, 0, 3, 0)));
        assertThat(checkpoint).isPositive();
        assertThat(sent.subList(0, checkpoint))
                .filteredOn(EventFrame.class::isInstance)
                .extracting(m -> FakeSink.positionOf((EventFrame) m))
                .contains("2:0", "2:1", "2:2");
    }

    @Test
    void staysBeforeAnEventThatWaitsInTheLookAhead() {
        one.open(sink).subscribe(A, null, null, null);
        one.run();
        for (int i = 0; i < 200; i++) one.arrive(routed(3, i, "low", "b"));
        one.arrive(routed(3, 200, "low", "a"), routed(0, 0, "critical", "a"));
        one.worker.step(); // the critical one overtakes

        one.clock.pass(OneWorker.CHECKPOINT_INTERVAL);
        one.worker.step();
        one.worker.step();

        assertThat(sink.positions()).containsExactly("0:0");
        assertThat(checkpoints(sink)).containsExactly(one.cursor(1, 0, 0, 64));
        one.run();
        pass(OneWorker.CHECKPOINT_INTERVAL);
        assertThat(checkpoints(sink)).endsWith(one.cursor(1, 0, 0, 201));
    }

    @Test
    void isTheLastMessageBeforeADrainClosesTheSession() {
        one.open(sink).subscribe(A, null, null, null);
        one.dispatch(routed(2, 0, "low", "a"));

        CompletableFuture<Void> drained = one.drain();
        one.run();

        assertThat(drained).isCompleted();
        assertThat(sink.messages()).endsWith(new Checkpoint(one.cursor(0, 0, 1, 0)));
        assertThat(sink.closedWith()).isEqualTo(CloseReason.DRAINING);
    }

    @Test
    void isNotSentToAClientThatTakesEventsOnly() {
        one.openSubscribed(sink, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        pass(Duration.ofHours(1));

        assertThat(sink.controls()).isEmpty();
    }

    @Test
    void isForgottenWithItsSession() {
        Session session = one.open(sink);
        session.subscribe(A, null, null, null);
        one.dispatch(routed(2, 0, "low", "a"));

        session.disconnected();
        one.run();

        assertThat(one.worker.shard().checkpoints().nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void wakesTheWorkerWhenItIsDue() {
        one.open(sink).subscribe(A, null, null, null);
        one.run();
        assertThat(one.worker.shard().checkpoints().nanosLeft()).isEqualTo(Long.MAX_VALUE);

        one.dispatch(routed(2, 0, "low", "a"));

        assertThat(one.worker.shard().checkpoints().nanosLeft())
                .isEqualTo(OneWorker.CHECKPOINT_INTERVAL.toNanos());
    }

    private void pass(Duration time) {
        one.clock.pass(time);
        one.run();
    }

    private void complete(int times) {
        for (int i = 0; i < times && stalled.hasPending(); i++) {
            stalled.complete();
            one.run();
        }
    }

    private static List<String> checkpoints(FakeSink sink) {
        return sink.controls().stream()
                .filter(Checkpoint.class::isInstance)
                .map(m -> ((Checkpoint) m).cursor())
                .toList();
    }
}
