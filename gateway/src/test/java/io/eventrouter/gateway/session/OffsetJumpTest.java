package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.LookAheads;
import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Lost;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OffsetJumpTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    private final OneWorker one = new OneWorker();
    private final FakeSink sink = FakeSink.fast();

    @Test
    void tellsASubscriberHowManyEventsItMayHaveMissed() {
        one.open(sink).subscribe(A, null, null, null);

        jump(2, 0, 45);
        one.run();

        assertThat(sink.controls()).endsWith(new Gap(null, null, 45, "retention"));
        assertThat(sink.closedWith()).isNull();
    }

    @Test
    void saysNothingToASessionThatWantsNothing() {
        one.open(sink);

        jump(2, 0, 45);
        one.run();

        assertThat(sink.controls()).noneMatch(Gap.class::isInstance);
    }

    @Test
    void closesAClientThatCannotBeTold() {
        one.openSubscribed(sink, "a");

        jump(2, 0, 45);
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(one.meters().sessions()).isZero();
    }

    @Test
    void saysNothingWhenNothingIsLost() {
        one.open(sink).subscribe(A, null, null, null);
        FakeSink other = FakeSink.fast();
        one.openSubscribed(other, "a");

        jump(2, 7, 7);
        one.run();

        assertThat(sink.controls()).noneMatch(Gap.class::isInstance);
        assertThat(other.closedWith()).isNull();
    }

    @Test
    void doesNotRecoverACursorBeforeTheJump() {
        Session session = one.open(sink);
        one.run();
        String before = one.cursor(0, 0, 0, 0);
        jump(2, 0, 45);
        one.log.truncate(2, 45);
        one.run();

        session.subscribe(A, null, before, "1");
        one.run();

        var lost = new Lost(before, one.cursor(0, 0, 45, 0), 45);
        assertThat(sink.controls()).contains(new Subscribed("a", false, lost, "1"));
    }

    @Test
    void recoversACursorThatWasMadeAfterTheJump() {
        Session session = one.open(sink);
        jump(2, 0, 45);
        one.run();

        session.subscribe(A, null, one.cursor(0, 0, 45, 0), "1");
        one.run();

        assertThat(sink.controls()).contains(new Subscribed("a", true, "1"));
    }

    @Test
    void sendsTheEventsOnBothSidesOfTheJump() {
        one.open(sink).subscribe(A, null, null, null);

        one.arrive(routed(2, 0, "low", "a"));
        jump(2, 1, 45);
        one.dispatch(routed(2, 45, "low", "a"));

        assertThat(sink.positions()).containsExactly("2:0", "2:45");
    }

    @Test
    void closesEverySessionWhenPositionsAreGivenAnew() {
        one.open(sink).subscribe(A, null, null, null);
        FakeSink idle = FakeSink.fast();
        one.open(idle);
        one.dispatch(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"));

        jump(2, 2, 1);
        one.run();

        assertThat(sink.closedWith()).isEqualTo(CloseReason.INTERNAL);
        assertThat(idle.closedWith()).isEqualTo(CloseReason.INTERNAL);
    }

    @Test
    void sendsNobodyAnEventOfTheLostTail() {
        one.arrive(routed(2, 0, "low", "a"), routed(2, 1, "low", "a"), routed(3, 1, "low", "a"));
        jump(2, 2, 1);
        one.open(sink).subscribe(A, null, null, null);
        FakeSink later = FakeSink.fast();

        one.run();
        one.openSubscribed(later, "a");
        one.dispatch(routed(2, 1, "high", "a"));

        assertThat(sink.positions()).doesNotContain("2:1");
        assertThat(later.positions()).containsExactly("2:1");
        assertThat(one.lookAheadBytes()).isZero();
    }

    private void jump(int partition, long from, long to) {
        LookAheads.jump(one.lookAhead, new OffsetJump(partition, from, to));
    }
}
