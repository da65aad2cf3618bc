package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.large;
import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.RoutedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionDeskTest {
    private static final ChannelPattern A = new ChannelPattern("a");

    private final OneWorker one = new OneWorker();
    private final SessionDesk desk = new SessionDesk(List.of(one.worker));

    @Test
    void listsTheSlowestFirst() {
        FakeSink little = FakeSink.stalled();
        FakeSink much = FakeSink.stalled();
        one.open(FakeSink.fast());
        one.open(little, false).subscribe(A, null, null, null);
        one.open(much, false).subscribe(new ChannelPattern("*"), null, null, null);
        one.run();
        one.dispatch(routed(2, 0, "high", "a"), large(2, 1, "high", "b", 500));
        one.dispatch(routed(2, 2, "high", "a"), large(2, 3, "high", "b", 500));

        List<SessionReport> slowest = ask(desk.slowest(10));

        assertThat(slowest).extracting(SessionReport::id).containsExactly("s3", "s2", "s1");
        assertThat(slowest).extracting(SessionReport::waitingEvents).containsExactly(2, 1, 0);
        assertThat(slowest.get(0).waitingBytes()).isGreaterThan(slowest.get(1).waitingBytes());
    }

    @Test
    void listsNoMoreThanItIsAskedFor() {
        for (int i = 0; i < 20; i++) one.open(FakeSink.fast());

        assertThat(ask(desk.slowest(3))).hasSize(3);
    }

    @Test
    void saysHowASessionDoes() {
        FakeSink stalled = FakeSink.stalled();
        one.open(stalled, false).subscribe(A, null, null, null);
        one.run();
        one.dispatch(routed(2, 0, "high", "a")); // in flight
        one.dispatch(routed(2, 1, "high", "a"));
        one.clock.pass(Duration.ofSeconds(3));

        SessionReport report = ask(desk.find("s1")).orElseThrow();

        assertThat(report.subscriptions()).isEqualTo(1);
        assertThat(report.waitingEvents()).isEqualTo(1);
        assertThat(report.writingMillis()).hasValue(3_000);
        assertThat(report.oldestMillis())
                .hasValue(one.clock.millis() - RoutedRecords.PUBLISHED_MILLIS);
        assertThat(report.closing()).isFalse();
    }

    @Test
    void saysWhatIsUnacknowledged() {
        one.open(FakeSink.fast()).subscribe(A, null, null, true, null);
        one.run();
        one.dispatch(routed(0, 0, "critical", "a"));

        SessionReport report = ask(desk.find("s1")).orElseThrow();

        assertThat(report.unackedEvents()).isEqualTo(1);
        assertThat(report.unackedBytes()).isPositive();
        assertThat(report.writingMillis()).isEmpty();
        assertThat(report.oldestMillis()).isEmpty();
    }

    @Test
    void kicksASessionWhateverItWaitsFor() {
        FakeSink stalled = FakeSink.stalled();
        one.open(stalled, false).subscribe(A, null, null, null);
        one.open(FakeSink.fast());
        one.run();
        one.dispatch(routed(2, 0, "high", "a"));

        Optional<SessionReport> kicked = ask(desk.kick("s1"));

        assertThat(kicked).map(SessionReport::id).hasValue("s1");
        assertThat(stalled.closedWith()).isEqualTo(CloseReason.KICKED);
        one.run();
        assertThat(ask(desk.slowest(10))).extracting(SessionReport::id).containsExactly("s2");
    }

    @Test
    void knowsNoSessionThatIsGone() {
        Session gone = one.open(FakeSink.fast());
        one.run();
        gone.disconnected();

        assertThat(ask(desk.find("s1"))).isEmpty();
        assertThat(ask(desk.kick("s1"))).isEmpty();
    }

    @Test
    void looksAtSomeThousandsInAStep() {
        for (int i = 0; i < 2 * SessionWalk.SLICE; i++) one.open(FakeSink.fast(), false);
        one.run();

        CompletableFuture<List<SessionReport>> asked = desk.slowest(1);
        one.worker.step();
        assertThat(asked).isNotDone();
        one.worker.step();

        assertThat(asked).isDone();
    }

    /** The last session of a worker takes the place of one that ends. */
    @Test
    void findsEverySessionWhileOthersEnd() {
        int sessions = 2 * SessionWalk.SLICE;
        var open = new ArrayList<Session>();
        for (int i = 0; i < sessions; i++) open.add(one.open(FakeSink.fast(), false));
        one.run();

        List<CompletableFuture<Optional<SessionReport>>> asked =
                List.of(desk.find("s2"), desk.find("s" + sessions), desk.find("s5000"));
        CompletableFuture<List<SessionReport>> slowest = desk.slowest(sessions);
        one.worker.step();
        open.get(0).disconnected();
        one.run();

        assertThat(asked).allSatisfy(found -> assertThat(found.join()).isPresent());
        assertThat(slowest.join())
                .extracting(SessionReport::id)
                .doesNotHaveDuplicates()
                .hasSize(sessions - 1);
    }

    private <T> T ask(CompletableFuture<T> question) {
        one.run();
        assertThat(question).isDone();
        return question.join();
    }
}
