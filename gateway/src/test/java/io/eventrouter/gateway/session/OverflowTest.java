package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.collapsing;
import static io.eventrouter.gateway.RoutedRecords.expiring;
import static io.eventrouter.gateway.RoutedRecords.large;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events when a client does not read and its queue of four events is full. */
@Timeout(30)
class OverflowTest {
    private final FakeSink sink = FakeSink.stalled();
    private OneWorker one = new OneWorker(OneWorker.settings(4, 1 << 20, ""));

    @AfterEach
    void noSinkSawTheContractBroken() {
        assertThat(sink.violations()).isEmpty();
    }

    /** A session whose welcome is written, and whose next write is in flight and stays there. */
    private Session openStalled() {
        Session session = one.open(sink, true);
        session.subscribe(new ChannelPattern("a.*"), null, null, null);
        one.run();
        sink.complete();
        one.run();
        assertThat(sink.hasPending()).isFalse();
        one.dispatch(routed(3, 1_000, "low", "a.first"));
        assertThat(sink.hasPending()).isTrue();
        return session;
    }

    private void readAll() {
        while (sink.hasPending()) {
            sink.complete();
            one.run();
        }
    }

    @Test
    void dropsTheOldestOfALevelThatMayBeDroppedAndTellsHowMany() {
        openStalled();

        for (int i = 0; i < 7; i++) one.dispatch(routed(2, i, "low", "a.x"));

        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "2:3", "2:4", "2:5", "2:6");
        assertThat(gaps()).containsExactly(new Gap(null, "low", 3, "shed"));
        assertThat(one.drops("low", "shed")).isEqualTo(3);
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void makesRoomForAnUrgentEventByDroppingOthers() {
        openStalled();
        for (int i = 0; i < 4; i++) one.dispatch(routed(2, i, "low", "a.x"));

        one.dispatch(routed(0, 0, "critical", "a.x"));

        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "0:0", "2:1", "2:2", "2:3");
        assertThat(gaps()).containsExactly(new Gap(null, "low", 1, "shed"));
    }

    @Test
    void closesWhenTheQueueIsFullOfWhatMayNotBeDropped() {
        openStalled();
        for (int i = 0; i < 4; i++) one.dispatch(routed(2, i, "high", "a.x"));

        one.dispatch(routed(0, 0, "critical", "a.x"));

        assertThat(sink.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
        assertThat(one.drops("critical", "slow-consumer")).isEqualTo(1);
    }

    @Test
    void dropsAnEventThatFindsTheQueueFullOfUrgentOnes() {
        openStalled();
        for (int i = 0; i < 4; i++) one.dispatch(routed(2, i, "high", "a.x"));

        one.dispatch(routed(2, 4, "low", "a.x"));

        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "2:0", "2:1", "2:2", "2:3");
        assertThat(gaps()).containsExactly(new Gap(null, "low", 1, "shed"));
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void pushesOutALevelOnlyDownToItsWeight() {
        one = new OneWorker(OneWorker.settings(9, 1 << 20, ""));
        openStalled();
        for (int i = 0; i < 9; i++) one.dispatch(routed(2, i, "low", "a.x"));

        for (int i = 0; i < 20; i++) one.dispatch(routed(3, i, "normal", "a.x"));

        readAll();
        List<String> came = sink.positions();
        assertThat(came.stream().filter(p -> p.startsWith("3:")).count() - 1).isEqualTo(6);
        assertThat(came.stream().filter(p -> p.startsWith("2:")).count()).isEqualTo(3);
    }

    @Test
    void makesRoomInBytesToo() {
        one = new OneWorker(OneWorker.settings(100, 10_000, ""));
        openStalled();
        for (int i = 0; i < 10; i++) one.dispatch(large(2, i, "low", "a.x", 800));

        one.dispatch(large(0, 0, "critical", "a.x", 6_000));

        assertThat(one.meters().queueBytes()).isLessThanOrEqualTo(10_000);
        readAll();
        assertThat(sink.positions()).startsWith("3:1000", "0:0").endsWith("2:9");
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void closesAClientThatCannotBeTold() {
        one.open(sink, false).subscribe(new ChannelPattern("a.*"), null, null, null);
        one.run();

        for (int i = 0; i < 6; i++) one.dispatch(routed(2, i, "low", "a.x"));

        assertThat(sink.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void goesByTheSetting() {
        one = new OneWorker(OneWorker.settings(4, 1 << 20, "low:close"));
        openStalled();

        for (int i = 0; i < 5; i++) one.dispatch(routed(2, i, "low", "a.x"));

        assertThat(sink.closedWith()).isEqualTo(CloseReason.SLOW_CONSUMER);
    }

    @Test
    void replacesAnEventThatWaitsByANewerOneOfItsKeyInItsPlace() {
        openStalled();
        one.dispatch(collapsing(2, 0, "normal", "a.x", "price"));
        one.dispatch(routed(2, 1, "normal", "a.x"));

        one.dispatch(collapsing(2, 2, "normal", "a.x", "price"));

        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "2:2", "2:1");
        assertThat(one.drops("normal", "collapsed")).isEqualTo(1);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void replacesNothingOfAnotherChannelKeyOrLevel() {
        openStalled();
        one.dispatch(collapsing(2, 0, "high", "a.x", "price"));

        one.dispatch(
                collapsing(2, 1, "high", "a.y", "price"),
                collapsing(2, 2, "high", "a.x", "name"),
                collapsing(2, 3, "normal", "a.x", "price"));

        readAll();
        assertThat(sink.positions())
                .containsExactlyInAnyOrder("3:1000", "2:0", "2:1", "2:2", "2:3");
    }

    /** Two subscriptions to one channel, of which the second begins in the past and then ends. */
    @Test
    void keepsTheNewerOfAKeyWhenAnOlderIsReadAgain() {
        one.dispatch(collapsing(2, 0, "normal", "a.x", "price"));
        for (int i = 1; i < 6; i++) one.dispatch(routed(2, i, "normal", "a.x"));
        Session session = openStalled();
        one.dispatch(collapsing(2, 6, "normal", "a.x", "price"));
        session.subscribe(new ChannelPattern("a.>"), null, one.cursor(0, 0, 0, 0), null);
        one.run();
        sink.complete(); // what is read again finds the newer one waiting

        one.run();
        session.unsubscribe(new ChannelPattern("a.>"), null);

        one.run();
        readAll();
        assertThat(sink.positions()).contains("2:6").doesNotContain("2:0");
    }

    @Test
    void neverReplacesWhatIsBeingWritten() {
        openStalled();
        one.dispatch(collapsing(2, 0, "normal", "a.x", "price"));
        sink.complete();
        one.run();

        one.dispatch(collapsing(2, 1, "normal", "a.x", "price"));

        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "2:0", "2:1");
    }

    @Test
    void keepsACollapsingQueueWithinItsBoundsHoweverManyReplace() {
        openStalled();

        for (int i = 0; i < 100; i++) one.dispatch(collapsing(2, i, "high", "a.x", "key-" + i % 4));

        assertThat(one.meters().queueEvents()).isEqualTo(4);
        readAll();
        assertThat(sink.positions()).containsExactly("3:1000", "2:96", "2:97", "2:98", "2:99");
        assertThat(one.meters().queueBytes()).isZero();
    }

    @Test
    void tellsWhatExpiredWhileItWaited() {
        openStalled();
        String soon =
                Instant.ofEpochMilli(one.clock.millis())
                        .plusSeconds(1)
                        .atOffset(ZoneOffset.UTC)
                        .toString();
        one.dispatch(expiring(2, 0, "normal", "a.x", soon), routed(2, 1, "normal", "a.x"));
        one.clock.pass(Duration.ofSeconds(2));

        readAll();

        assertThat(sink.positions()).containsExactly("3:1000", "2:1");
        assertThat(gaps()).containsExactly(new Gap(null, "normal", 1, "expired"));
    }

    private List<ServerMessage> gaps() {
        return sink.controls().stream().filter(Gap.class::isInstance).toList();
    }
}
