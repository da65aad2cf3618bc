package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.RoutedRecords;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sessions begin, are refused, fall behind and end. */
@Timeout(30)
class SessionLifeTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    private OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();
    private final FakeSink stalled = FakeSink.stalled();

    @AfterEach
    void noSinkSawTheContractBroken() {
        assertThat(sink.violations()).isEmpty();
        assertThat(stalled.violations()).isEmpty();
    }

    @Test
    void welcomesAClientWithItsLimitsAndWhereItIs() {
        Session session = one.open(sink);

        one.run();

        assertThat(sink.messages())
                .containsExactly(
                        new ServerMessage.Welcome(
                                session.id(), "gateway-1", one.cursor(0, 0, 0, 0), 25, 5, 65_536));
        assertThat(one.meters().sessions()).isEqualTo(1);
    }

    @Test
    void sendsNoControlMessageToAClientThatTakesEventsOnly() {
        Session session = one.open(sink, false);
        session.subscribe(A, null, null, "1");
        session.unsubscribe(new ChannelPattern("b"), "2");
        session.send(new ServerMessage.Pong("3"));
        one.run();

        one.dispatch(routed(2, 0, "low", "a"));

        assertThat(sink.messages()).hasSize(1).hasOnlyElementsOfType(EventFrame.class);
    }

    @Test
    void answersASubscriptionAndItsEnd() {
        Session session = one.open(sink);

        session.subscribe(A, null, null, "1");
        session.unsubscribe(A, "2");
        one.run();

        assertThat(sink.controls())
                .contains(
                        new ServerMessage.Subscribed("a", null, "1"),
                        new ServerMessage.Unsubscribed("a", "2"));
        assertThat(one.meters().subscriptions()).isZero();
    }

    @Test
    void endsTheSubscriptionsThatAreNotAllowedAnyMore() {
        Session session = one.open(sink);
        session.subscribe(A, null, null, "1");
        session.subscribe(new ChannelPattern("b"), null, null, "2");

        session.keepOnly(pattern -> pattern.equals(A));
        one.run();
        one.dispatch(routed(2, 0, "low", "b"));

        assertThat(sink.controls()).contains(new ServerMessage.Unsubscribed("b", null));
        assertThat(one.meters().subscriptions()).isOne();
        assertThat(sink.messages()).doesNotHaveAnyElementsOfTypes(EventFrame.class);
    }

    @Test
    void refusesToEndASubscriptionThatIsNotThere() {
        Session session = one.open(sink);

        session.unsubscribe(A, "2");
        one.run();

        assertThat(sink.controls().get(1))
                .isEqualTo(
                        new ServerMessage.Refused(
                                ErrorCode.NOT_SUBSCRIBED, "there is no subscription to a", "2"));
    }

    @Test
    void refusesMoreSubscriptionsThanTheLimitButChangesThoseThereAre() {
        Session session = one.open(sink);
        for (int i = 0; i < 5; i++)
            session.subscribe(new ChannelPattern("c" + i), null, null, null);

        session.subscribe(A, null, null, "6");
        session.subscribe(new ChannelPattern("c1"), null, null, "7");
        one.run();

        assertThat(sink.controls().get(6))
                .isEqualTo(
                        new ServerMessage.Refused(
                                ErrorCode.LIMIT, "5 subscriptions are allowed", "6"));
        assertThat(sink.controls().get(7)).isEqualTo(new ServerMessage.Subscribed("c1", null, "7"));
        assertThat(one.meters().subscriptions()).isEqualTo(5);
    }

    @Test
    void changesTheLeastPriorityOfASubscriptionThatIsThere() {
        Session session = one.openSubscribed(sink, "a");

        session.subscribe(A, RoutedRecords.PRIORITIES.require("critical"), null, null);
        one.run();
        one.dispatch(routed(2, 0, "low", "a"), routed(0, 0, "critical", "a"));

        assertThat(sink.positions()).containsExactly("0:0");
    }

    @Test
    void recoversACursorWhenNothingWasDispatchedAfterIt() {
        Session session = one.open(sink);
        one.dispatch(routed(2, 0, "low", "b"));

        session.subscribe(A, null, one.cursor(0, 0, 1, 0), "1");
        one.run();

        assertThat(sink.controls().get(1)).isEqualTo(new ServerMessage.Subscribed("a", true, "1"));
    }

    @Test
    void isLiveWithoutRecoveryWhenTheCursorIsForged() {
        Session session = one.open(sink);
        one.dispatch(routed(2, 0, "low", "a"));

        session.subscribe(A, null, "forged", "2");
        one.run();
        one.dispatch(routed(2, 1, "low", "a"));

        assertThat(sink.controls()).contains(new ServerMessage.Subscribed("a", false, "2"));
        assertThat(sink.positions()).containsExactly("2:1");
    }

    @Test
    void welcomesWithACursorBeforeAllThatWaitsInTheLookAhead() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i < 300; i++) one.arrive(routed(2, i, "low", "a"));
        one.arrive(routed(3, 0, "low", "a"));
        one.worker.step(); // dispatches a part

        one.open(sink);
        one.worker.step();

        var welcome = (ServerMessage.Welcome) sink.messages().get(0);
        assertThat(welcome.cursor()).isEqualTo(one.cursor(0, 0, 65, 0));
    }

    @Test
    void closesASessionThatFallsBehind() {
        one = new OneWorker(OneWorker.settings(2, 1 << 20));
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        one.dispatch(routed(2, 1, "low", "a"));
        one.dispatch(routed(2, 2, "high", "a"));
        assertThat(stalled.closedWith()).isNull();
        one.dispatch(routed(2, 3, "low", "a"));

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(one.drops("low", "slow-consumer")).isEqualTo(2);
        assertThat(one.drops("high", "slow-consumer")).isEqualTo(1);
        assertThat(one.meters().sessions()).isZero();
        assertThat(one.meters().queueEvents()).isZero();
        assertThat(one.meters().queueBytes()).isZero();
    }

    @Test
    void closesASessionAtItsBoundInBytes() {
        one = new OneWorker(OneWorker.settings(1_000, 10_000));
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        one.dispatch(RoutedRecords.large(2, 1, "low", "a", 4_000));
        one.dispatch(RoutedRecords.large(2, 2, "low", "a", 4_000));
        assertThat(stalled.closedWith()).isNull();
        one.dispatch(RoutedRecords.large(2, 3, "low", "a", 4_000));

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void takesOneEventThatIsLargerThanTheBound() {
        one = new OneWorker(OneWorker.settings(1_000, 1_024));
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        one.dispatch(RoutedRecords.large(2, 1, "low", "a", 4_000));
        stalled.complete();
        one.run();

        assertThat(stalled.positions()).containsExactly("2:0", "2:1");
    }

    @Test
    void keepsASessionWhoseQueueFillsOnlyForWantOfItsTurn() {
        one = new OneWorker(OneWorker.settings(2, 1 << 20));
        one.openSubscribed(sink, "a");

        for (int i = 0; i < 50; i++) one.arrive(routed(2, i, "low", "a"));
        one.run();

        assertThat(sink.positions()).hasSize(50);
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void keepsASessionWhoseQueueIsFullWhileItsCompletionLiesInTheMailbox() {
        one = new OneWorker(OneWorker.settings(2, 1 << 20));
        Session session = one.openSubscribed(stalled, "a");
        for (int i = 0; i < 3; i++) one.dispatch(routed(2, i, "low", "a"));
        one.arrive(routed(2, 3, "low", "a"));
        fillTheMailboxForOneStep(session);

        stalled.complete();
        one.worker.step();

        assertThat(stalled.closedWith()).isNull();
        assertThat(stalled.positions()).containsExactly("2:0", "2:1", "2:2");
        stalled.complete();
        one.run();
        assertThat(stalled.positions()).containsExactly("2:0", "2:1", "2:2", "2:3");
        assertThat(one.out("low")).isEqualTo(3);
    }

    @Test
    void keepsASessionWhoseTimeIsOverWhileItsCompletionLiesInTheMailbox() {
        Session session = one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        fillTheMailboxForOneStep(session);

        stalled.complete();
        one.clock.pass(Duration.ofSeconds(10));
        one.run();

        assertThat(stalled.closedWith()).isNull();
        assertThat(one.out("low")).isEqualTo(1);
    }

    private void fillTheMailboxForOneStep(Session session) {
        for (int i = 0; i < 1_024; i++)
            one.worker.mailbox().post(() -> assertThat(session.id()).isNotNull());
    }

    @Test
    void doesNotLetASlowSessionHoldUpTheOthers() {
        one = new OneWorker(OneWorker.settings(2, 1 << 20));
        one.openSubscribed(stalled, "a");
        one.openSubscribed(sink, "a");

        for (int i = 0; i < 100; i++) one.dispatch(routed(2, i, "low", "a"));

        assertThat(sink.positions()).hasSize(100);
        assertThat(one.lookAheadBytes()).isZero();
    }

    @Test
    void cutsASessionWhoseWriteMakesNoProgress() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        one.clock.pass(Duration.ofMillis(9_999));
        one.run();
        assertThat(stalled.closedWith()).isNull();
        one.clock.pass(Duration.ofMillis(1));
        one.run();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(one.drops("low", "slow-consumer")).isEqualTo(1);
        assertThat(one.meters().sessions()).isZero();
    }

    @Test
    void losesOnlyTheSessionThatFailsWhenItsTimeIsUp() {
        FakeSink other = FakeSink.fast();
        one.openSubscribed(stalled, "a");
        one.openSubscribed(other, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        stalled.failWhenAsked();

        one.clock.pass(Duration.ofSeconds(10));
        one.run();
        one.dispatch(routed(2, 1, "low", "a"));

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(other.positions()).containsExactly("2:0", "2:1");
    }

    @Test
    void cutsASessionWhoseWriteMakesNoProgressHoweverLargeItIs() {
        one.openSubscribed(stalled, "a");
        one.dispatch(RoutedRecords.large(2, 0, "low", "a", 3 * SessionQueue.BATCH_BYTES));

        one.clock.pass(Duration.ofSeconds(10));
        one.run();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void leavesASessionAsLongAsItsWriteMakesProgress() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        for (int i = 0; i < 5; i++) {
            stalled.takeMore();
            one.clock.pass(Duration.ofSeconds(10));
            one.run();
        }
        assertThat(stalled.closedWith()).isNull();
        one.clock.pass(Duration.ofSeconds(10));
        one.run();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void endsAClosingSessionThatTakesTooLongEvenIfItsWriteMakesProgress() {
        Session session = one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        session.close(CloseReason.NORMAL);
        one.run();

        stalled.takeMore();
        one.clock.pass(Duration.ofSeconds(10));
        one.run();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.NORMAL);
    }

    @Test
    void writesNothingAfterTheCloseWhenALateCompletionComes() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));
        one.clock.pass(Duration.ofSeconds(10));
        one.run();

        stalled.complete();
        one.run();

        assertThat(stalled.writes()).hasSize(1);
        assertThat(one.out("low")).isEqualTo(1);
    }

    @Test
    void writesWhatWaitsBeforeAnOrderlyClose() {
        Session session = one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        session.close(CloseReason.NORMAL);
        one.run();
        assertThat(stalled.closedWith()).isNull();
        stalled.complete();
        one.run();
        stalled.complete();
        one.run();

        assertThat(stalled.positions()).containsExactly("2:0", "2:1");
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.NORMAL);
    }

    @Test
    void offersNoEventToASessionThatIsClosing() {
        Session session = one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        session.close(CloseReason.NORMAL);
        one.run();

        one.dispatch(routed(2, 1, "low", "a"));
        stalled.complete();
        one.run();

        assertThat(stalled.positions()).containsExactly("2:0");
    }

    @Test
    void sendsTheErrorButNoEventToAClientThatBrokeTheRules() {
        Session session = one.open(stalled);
        session.subscribe(A, null, null, null);
        one.run();
        one.dispatch(routed(2, 0, "low", "a"));
        var error = new ServerMessage.Refused(ErrorCode.MALFORMED, "not JSON", null);

        session.send(error);
        session.close(CloseReason.MALFORMED);
        one.run();
        stalled.complete();
        one.run();
        stalled.complete();
        one.run();

        assertThat(stalled.writes().get(1)).containsExactly(error);
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.MALFORMED);
        assertThat(one.drops("low", "closed")).isEqualTo(1);
    }

    @Test
    void letsGoOfAnIdleClientAtOnce() {
        Session session = one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        session.close(CloseReason.IDLE);
        one.run();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void endsAClosingSessionThatTakesTooLongEvenIfItReads() {
        Session session = one.openSubscribed(stalled, "a");
        for (int i = 0; i < 500; i++) one.dispatch(routed(2, i, "low", "a"));
        session.close(CloseReason.NORMAL);
        one.run();

        for (int i = 0; i < 3; i++) {
            one.clock.pass(Duration.ofSeconds(6));
            if (stalled.hasPending()) stalled.complete();
            one.run();
        }

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.NORMAL);
        assertThat(stalled.positions()).hasSizeLessThan(500);
    }

    @Test
    void givesBackAllThatItHeldWhenTheConnectionIsGone() {
        Session session = one.openSubscribed(stalled, "a", "b.*");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        session.disconnected();
        session.disconnected();
        one.run();

        assertThat(one.meters().sessions()).isZero();
        assertThat(one.meters().subscriptions()).isZero();
        assertThat(one.meters().queueEvents()).isZero();
        assertThat(one.drops("low", "disconnected")).isEqualTo(1);
        assertThat(stalled.closedWith()).isNull();
        assertThat(one.worker.shard().writes().nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void endsASessionWhoseWriteFails() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        stalled.fail();
        one.run();

        assertThat(one.meters().sessions()).isZero();
        assertThat(one.drops("low", "disconnected")).isEqualTo(2);
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.INTERNAL);
    }

    @Test
    void endsASessionWhoseConnectionThrows() {
        FakeSink throwing = FakeSink.throwing();
        one.openSubscribed(throwing, "a");
        one.openSubscribed(sink, "a");

        one.dispatch(routed(2, 0, "low", "a"));

        assertThat(one.meters().sessions()).isEqualTo(1);
        assertThat(throwing.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(throwing.violations()).isEmpty();
        assertThat(sink.positions()).containsExactly("2:0");
    }

    @Test
    void closesASessionThatCannotBeOpened() {
        one.gatewayName =
                () -> {
                    throw new IllegalStateException("no name yet");
                };

        one.open(sink).subscribe(A, null, null, null);
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(one.meters().sessions()).isZero();
        assertThat(one.meters().subscriptions()).isZero();
    }

    @Test
    void ignoresCommandsAfterTheEnd() {
        Session session = one.openSubscribed(sink, "a");
        session.close(CloseReason.NORMAL);
        one.run();

        session.subscribe(A, null, null, null);
        session.send(new ServerMessage.Pong("1"));
        session.close(CloseReason.INTERNAL);
        session.disconnected();
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.NORMAL);
        assertThat(one.meters().subscriptions()).isZero();
    }

    @Test
    void closesAClientThatAsksForMoreThanItsWorkerCanDo() {
        Session session = one.open(sink);
        one.run();

        for (int i = 0; i < 1_000_000; i++) session.send(new ServerMessage.Pong("1"));
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.RATE);
        assertThat(sink.messages()).hasSizeLessThan(1_000);
    }

    @Test
    void closesAClientThatAsksAndDoesNotRead() {
        Session session = one.open(stalled);
        one.run();

        for (int i = 0; i < 1_000; i++) {
            session.send(new ServerMessage.Pong("1"));
            one.run();
        }

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void tellsAllToReconnectAndClosesThemWhenTheGatewayDrains() {
        Session session = one.open(stalled);
        session.subscribe(A, null, null, null);
        one.run();
        one.dispatch(routed(2, 0, "low", "a"));
        one.arrive(routed(2, 1, "low", "a"));

        var done = one.drain();
        one.run();
        while (stalled.hasPending()) {
            stalled.complete();
            one.run();
        }

        assertThat(stalled.controls()).contains(new ServerMessage.Reconnect(1_234, "draining"));
        assertThat(stalled.positions()).containsExactly("2:0", "2:1");
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(done).isCompleted();
    }

    @Test
    void closesASessionThatIsOpenedDuringADrain() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        var done = one.drain();
        one.run();

        one.open(sink);
        one.run();

        assertThat(done).isNotCompleted();
        assertThat(sink.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(sink.controls())
                .last()
                .isEqualTo(new ServerMessage.Reconnect(1_234, "draining"));
    }

    @Test
    void tellsThoseToReconnectThatAreCutAtOnceToo() {
        one.open(sink).subscribe(A, null, null, null);
        one.open(stalled);
        one.run();
        one.arrive(routed(2, 0, "low", "a"));

        var drained = one.drain();
        one.worker.mailbox().post(one.worker.drain()::cutAll);
        one.run();

        assertThat(sink.controls())
                .last()
                .isEqualTo(new ServerMessage.Reconnect(1_234, "draining"));
        assertThat(sink.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(drained).isCompleted();
    }

    @Test
    void leavesNoSessionBehindWhenItsThreadEnds() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));

        one.worker.ended();

        assertThat(stalled.closedWith()).isEqualTo(CloseReason.DRAINING);
        assertThat(one.meters().sessions()).isZero();
    }

    @Test
    void writesNothingBehindAWriteOfWhichNobodyKnowsWhatBecame() {
        Session session = one.open(sink);
        session.subscribe(A, null, null, null);
        one.run();
        int before = sink.writes().size();
        sink.failNextBy(new OutOfMemoryError("of the test"));

        assertThatThrownBy(() -> one.dispatch(routed(2, 0, "low", "a")))
                .isInstanceOf(OutOfMemoryError.class);
        session.subscribe(new ChannelPattern("b"), null, null, null); // to be answered
        one.worker.mailbox().post(one.worker.drain()::cutAll);
        one.worker.ended();

        assertThat(sink.writes()).hasSize(before);
        assertThat(sink.closedWith()).isEqualTo(CloseReason.DRAINING);
    }
}
