package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.expiring;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static io.eventrouter.gateway.RoutedRecords.unencodable;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which events a session is sent, in which order, in which writes. */
@Timeout(30)
class DeliveryTest {
    private final OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();
    private final FakeSink stalled = FakeSink.stalled();

    @AfterEach
    void noSinkSawTheContractBroken() {
        assertThat(sink.violations()).isEmpty();
        assertThat(stalled.violations()).isEmpty();
    }

    @Test
    void sendsAnEventToThoseWhoSubscribedAndToNobodyElse() {
        FakeSink other = FakeSink.fast();
        one.openSubscribed(sink, "orders.*");
        one.openSubscribed(other, "chat.*");

        one.dispatch(routed(2, 0, "low", "orders.eu"));

        assertThat(sink.positions()).containsExactly("2:0");
        assertThat(other.positions()).isEmpty();
    }

    @Test
    void sendsAnEventOnceHoweverManySubscriptionsMatch() {
        one.openSubscribed(sink, "orders.eu", "orders.*", ">");

        one.dispatch(routed(2, 0, "low", "orders.eu"));

        assertThat(sink.positions()).containsExactly("2:0");
    }

    @Test
    void sendsOnlyLevelsThatTheClientWants() {
        Session session = one.open(sink, false);
        session.subscribe(
                new ChannelPattern("a"), RoutedRecords.PRIORITIES.require("high"), null, null);
        one.run();

        one.dispatch(
                routed(2, 0, "low", "a"), routed(2, 1, "high", "a"), routed(0, 0, "critical", "a"));

        assertThat(sink.positions()).containsExactlyInAnyOrder("2:1", "0:0");
    }

    @Test
    void sendsNothingThatWasDispatchedBeforeTheSubscriptionAndAllThatIsAfter() {
        Session session = one.open(sink, false);
        one.dispatch(routed(2, 0, "low", "a"));
        one.arrive(routed(2, 1, "low", "a"));

        session.subscribe(new ChannelPattern("a"), null, null, null);
        one.run();

        assertThat(sink.positions()).containsExactly("2:1");
    }

    @Test
    void sendsTheSameBytesToAll() {
        FakeSink other = FakeSink.fast();
        one.openSubscribed(sink, "a");
        one.openSubscribed(other, "a");

        one.dispatch(routed(2, 0, "low", "a"));

        var first = (EventFrame) sink.messages().get(0);
        assertThat(other.messages().get(0)).isSameAs(first);
    }

    @Test
    void encodesNothingThatNobodyWants() {
        one.openSubscribed(sink, "b");
        var unreadable = unencodable(routed(2, 0, "low", "a"));

        one.dispatch(unreadable);

        assertThat(one.drops("low", "unencodable")).isZero();
    }

    @Test
    void goesOnAfterAnEventThatCannotBeEncoded() {
        one.openSubscribed(sink, "a");

        one.dispatch(unencodable(routed(2, 0, "low", "a")), routed(2, 1, "low", "a"));

        assertThat(sink.positions()).containsExactly("2:1");
        assertThat(one.drops("low", "unencodable")).isEqualTo(1);
        assertThat(one.lookAheadBytes()).isZero();
    }

    @Test
    void writesAllThatWaitsInOneGo() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i <= 10; i++) one.dispatch(routed(2, i, "low", "a"));

        stalled.complete();
        one.run();

        assertThat(stalled.writes()).hasSize(2);
        assertThat(stalled.writes().get(1)).hasSize(10);
    }

    @Test
    void writesAsManyMessagesAtOnceAsTheBoundOfABatch() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i <= 100; i++) one.dispatch(routed(2, i, "low", "a"));

        stalled.complete();
        one.run();

        assertThat(stalled.writes().get(1)).hasSize(SessionQueue.BATCH_MESSAGES);
    }

    @Test
    void writesNoMoreBytesAtOnceThanTheBoundAndOneMessage() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i <= 10; i++)
            one.dispatch(RoutedRecords.large(2, i, "low", "a", SessionQueue.BATCH_BYTES / 2));

        stalled.complete();
        one.run();

        assertThat(stalled.writes().get(1)).hasSize(2);
    }

    @Test
    void writesUrgentEventsFirstAndTheOthersByWeight() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i <= 16; i++) {
            one.dispatch(routed(2, 100 + i, "low", "a"));
            one.dispatch(routed(2, 200 + i, "normal", "a"));
            one.dispatch(routed(2, 300 + i, "high", "a"));
        }
        one.dispatch(routed(0, 0, "critical", "a"));

        stalled.complete();
        one.run();

        List<String> levels =
                stalled.writes().get(1).stream()
                        .map(m -> ((EventFrame) m).priority().name())
                        .toList();
        assertThat(levels.get(0)).isEqualTo("critical");
        List<String> backlogged = levels.subList(1, 15);
        assertThat(Collections.frequency(backlogged, "high")).isBetween(7, 9);
        assertThat(Collections.frequency(backlogged, "normal")).isBetween(3, 5);
        assertThat(Collections.frequency(backlogged, "low")).isBetween(1, 3);
    }

    @Test
    void dispatchesAnUrgentEventBeforeAllThatWaitsInTheLookAhead() {
        one.openSubscribed(sink, "a");
        for (int i = 0; i < 200; i++) one.arrive(routed(2, i, "low", "a"));
        one.arrive(routed(0, 0, "critical", "a"));

        one.run();

        assertThat(sink.positions().get(0)).isEqualTo("0:0");
        assertThat(sink.positions()).hasSize(201);
    }

    @Test
    void writesToTheRecipientsOfAnUrgentEventBeforeOthersHaveTheirTurn() {
        var order = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            String name = "s" + i;
            Session session = one.open(new NamedSink(name, order), false);
            session.subscribe(new ChannelPattern(i == 399 ? ">" : "a"), null, null, null);
        }
        one.run();
        one.arrive(routed(2, 0, "low", "a"));
        one.worker.step(); // offers it to all, and writes to some

        one.arrive(routed(0, 0, "critical", "b"));
        int written = order.size();
        one.run();

        assertThat(written).isBetween(1, 399);
        assertThat(order.get(written)).isEqualTo("s399");
        assertThat(order).hasSize(400);
    }

    @Test
    void dispatchesEventsAlsoWhileACommandIsAnsweredInEveryStep() {
        Session asking = one.open(FakeSink.fast());
        one.openSubscribed(sink, "a");
        for (int i = 0; i < 10; i++) one.arrive(routed(2, i, "high", "a"));

        for (int i = 0; i < 10; i++) {
            asking.send(new ServerMessage.Pong("1"));
            one.worker.step();
        }

        assertThat(sink.positions()).hasSize(10);
    }

    @Test
    void dispatchesEventsAlsoWhileMoreCommandsAreAnsweredThanAStepCanWrite() {
        var asking = new ArrayList<Session>();
        for (int i = 0; i < 600; i++) asking.add(one.open(FakeSink.fast()));
        one.openSubscribed(sink, "a");
        for (int i = 0; i < 1_000; i++) one.arrive(routed(2, i, "high", "a"));

        for (int i = 0; i < 100; i++) {
            asking.forEach(session -> session.send(new ServerMessage.Pong("1")));
            one.worker.step();
        }

        assertThat(sink.positions()).hasSize(1_000);
    }

    @Test
    void writesToNoMoreSessionsInAStepThanOtherwiseWhenManyWritesCompleteAtOnce() {
        List<FakeSink> sinks = openStalled(600);
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        sinks.forEach(FakeSink::complete);
        one.worker.step();

        assertThat(sinks).filteredOn(FakeSink::hasPending).hasSize(256);
        one.run();
        assertThat(sinks).allSatisfy(s -> assertThat(s.positions()).containsExactly("2:0", "2:1"));
    }

    @Test
    void writesFirstToThoseForWhomAnUrgentEventWaitsWhenManyWritesCompleteAtOnce() {
        List<FakeSink> sinks = openStalled(600);
        FakeSink last = FakeSink.stalled();
        one.openSubscribed(last, ">");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"), routed(0, 0, "critical", "b"));

        sinks.forEach(FakeSink::complete);
        last.complete();
        one.worker.step();

        assertThat(last.positions()).containsExactly("2:0", "0:0", "2:1");
    }

    @Test
    void listsASessionOnceAmongOrdinaryTurnsAlsoWhenItWasWrittenToForUrgency() {
        for (int i = 0; i < 599; i++) one.openSubscribed(FakeSink.fast(), "a");
        Session last = one.open(sink);
        last.subscribe(new ChannelPattern(">"), null, null, null);
        one.run();
        one.arrive(routed(2, 0, "low", "a"));
        one.worker.step();
        one.arrive(routed(0, 0, "critical", "b"));
        one.worker.step(); // the last one first, and 255 others

        last.send(new ServerMessage.Pong("1"));
        one.worker.mailbox().drain(Command::run, 1);

        var turns = one.worker.shard().turns();
        assertThat(sink.positions()).containsExactly("0:0", "2:0");
        assertThat(Stream.generate(() -> turns.poll(true)).takeWhile(Objects::nonNull))
                .hasSize(600 - 256 - 255);
    }

    private List<FakeSink> openStalled(int count) {
        var sinks = new ArrayList<FakeSink>();
        for (int i = 0; i < count; i++) {
            FakeSink each = FakeSink.stalled();
            one.openSubscribed(each, "a");
            sinks.add(each);
        }
        return sinks;
    }

    @Test
    void writesControlMessagesBeforeEventsThatWait() {
        Session session = one.open(stalled);
        session.subscribe(new ChannelPattern("a"), null, null, null);
        one.run();
        one.dispatch(routed(0, 0, "critical", "a"));

        session.send(new ServerMessage.Pong("1"));
        stalled.complete();
        one.run();

        assertThat(stalled.writes().get(1)).hasSize(2);
        assertThat(stalled.writes().get(1)).first().isEqualTo(new ServerMessage.Pong("1"));
    }

    @Test
    void needsNoStackForWritesThatCompleteAtOnce() {
        var large = new OneWorker(OneWorker.settings(40_000, 1 << 30));
        large.openSubscribed(stalled, "a");
        large.dispatch(routed(2, 0, "low", "a"));
        for (int i = 1; i <= 20_000; i++) large.arrive(routed(2, i, "low", "a"));
        large.run();

        while (stalled.hasPending()) {
            stalled.complete();
            large.run();
        }

        assertThat(stalled.positions()).hasSize(20_001);
    }

    @Test
    void takesACompletionFromAnotherThread() throws Exception {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(routed(2, 1, "low", "a"));

        var other = new Thread(stalled::complete);
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(10));
        one.run();

        assertThat(stalled.positions()).containsExactly("2:0", "2:1");
    }

    @Test
    void ignoresACompletionThatComesTwice() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        FrameSink.Completion completion = stalled.pending();

        stalled.complete();
        completion.written();
        one.run();
        one.dispatch(routed(2, 1, "low", "a"));

        assertThat(stalled.positions()).containsExactly("2:0", "2:1");
        assertThat(one.out("low")).isEqualTo(1);
    }

    @Test
    void dropsAnEventThatHasExpiredBeforeItIsDispatched() {
        one.openSubscribed(sink, "a");
        RoutedRecord brief =
                expiring(2, 0, "low", "a", one.clock.instant().plusSeconds(1).toString());
        one.clock.pass(Duration.ofSeconds(2));

        one.dispatch(brief);

        assertThat(sink.messages()).isEmpty();
        assertThat(one.drops("low", "expired")).isEqualTo(1);
    }

    @Test
    void dropsAnEventThatExpiresWhileItWaits() {
        one.openSubscribed(stalled, "a");
        one.dispatch(routed(2, 0, "low", "a"));
        one.dispatch(expiring(2, 1, "low", "a", one.clock.instant().plusSeconds(1).toString()));
        one.dispatch(routed(2, 2, "low", "a"));
        one.clock.pass(Duration.ofSeconds(2));

        stalled.complete();
        one.run();

        assertThat(stalled.positions()).containsExactly("2:0", "2:2");
        assertThat(one.drops("low", "expired")).isEqualTo(1);
        assertThat(one.meters().queueBytes()).isZero();
    }

    @Test
    void measuresTheDelayFromPublishingToTheSocket() {
        one.openSubscribed(sink, "a");
        one.clock.pass(Duration.ofMillis(40));

        one.dispatch(routed(2, 0, "low", "a"));

        int low = RoutedRecords.PRIORITIES.require("low").rank();
        var counts = new long[DelayCounts.boundsSeconds().length];
        one.meters().delays().addTo(counts, low);
        assertThat(one.meters().delays().sumMillis(low)).isEqualTo(40);
        assertThat(LongStream.of(counts).sum()).isEqualTo(1);
        assertThat(one.out("low")).isEqualTo(1);
    }

    @Test
    void prefetchesEachWriteSomeWritesAheadAndInTheirOrder() {
        var order = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            String name = "s" + i;
            var prefetched =
                    new NamedSink(name, order) {
                        @Override
                        public int prefetch() {
                            order.add("?" + name);
                            return 0;
                        }
                    };
            one.open(prefetched, false).subscribe(new ChannelPattern("a"), null, null, null);
        }
        one.run();

        one.dispatch(routed(2, 0, "low", "a"));

        var writes = order.stream().filter(step -> !step.startsWith("?")).toList();
        var prefetches = order.stream().filter(step -> step.startsWith("?")).toList();
        assertThat(writes).hasSize(20).doesNotHaveDuplicates();
        assertThat(prefetches).isEqualTo(writes.stream().map(name -> "?" + name).toList());
        assertThat(order.subList(0, 8)).isEqualTo(prefetches.subList(0, 8));
        for (String name : writes)
            assertThat(order.indexOf("?" + name)).isLessThan(order.indexOf(name));
    }

    /** Notes that it was written to. */
    private static class NamedSink implements FrameSink {
        private final String name;
        private final List<String> order;

        NamedSink(String name, List<String> order) {
            this.name = name;
            this.order = order;
        }

        @Override
        public void write(List<Outbound> messages, Completion completion) {
            order.add(name);
            completion.written();
        }

        @Override
        public void close(CloseReason reason) {}

        @Override
        public long progress() {
            return 0;
        }
    }
}
