package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which sessions acknowledge, and which owe as much as they may: four events. */
@Timeout(60)
class AckFiguresTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    private final OneWorker one = new OneWorker();
    private final Session session = one.open(FakeSink.fast());

    @Test
    void countsTheSessionsThatAcknowledgeAndNoOthers() {
        one.open(FakeSink.fast()).subscribe(A, null, null, null);

        acknowledging();

        assertThat(one.meters().sessions()).isEqualTo(2);
        assertThat(one.meters().ackingSessions()).isOne();
        assertThat(one.meters().fullSessions()).isZero();
    }

    @Test
    void countsASessionAsFullUntilItHasAcknowledgedOne() {
        acknowledging();
        dispatch(4);
        long full = one.meters().fullSessions();

        session.acknowledge(List.of(Position.parse("0:2")));
        one.run();

        assertThat(full).isOne();
        assertThat(one.meters().fullSessions()).isZero();
    }

    @Test
    void countsASessionNoMoreOnceItHasEnded() {
        acknowledging();
        dispatch(4);

        session.disconnected();
        one.run();

        assertThat(one.meters().ackingSessions()).isZero();
        assertThat(one.meters().fullSessions()).isZero();
    }

    @Test
    void countsASessionNoMoreOnceItNeedNotAcknowledge() {
        acknowledging();
        dispatch(4);

        session.unsubscribe(A, null);
        one.run();

        assertThat(one.meters().ackingSessions()).isZero();
        assertThat(one.meters().fullSessions()).isZero();
    }

    private void acknowledging() {
        session.subscribe(A, null, null, true, null);
        one.run();
    }

    private void dispatch(int events) {
        for (int i = 0; i < events; i++) one.dispatch(routed(0, i, "critical", "a"));
    }
}
