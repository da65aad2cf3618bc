package io.eventrouter.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.eventrouter.config.Secret;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of sessions and waiters when a worker dies or hangs. */
@Timeout(30)
class WorkersLifeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int WORKERS = 16;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Workers workers = workers();

    @AfterEach
    void stop() {
        release.countDown();
        workers.stop(SOON);
    }

    @Test
    void closesASessionThatIsDealtToAWorkerThatHasDied() {
        killTheFirst();
        for (int i = 1; i < WORKERS; i++) workers.open(EndSink.stuck(), true);
        var dealtToTheFirst = EndSink.stuck();

        workers.open(dealtToTheFirst, true);

        await().untilAtomic(dealtToTheFirst.reason, equalTo(CloseReason.DRAINING));
        assertThat(workers.isHealthy()).isFalse();
    }

    @Test
    void drainsAndCutsAlsoWhenAWorkerHasDied() {
        killTheFirst();

        var drained = workers.drain(Duration.ZERO, () -> 1);
        var cut = workers.cutAll();

        assertThat(drained).succeedsWithin(SOON);
        assertThat(cut).succeedsWithin(SOON);
    }

    @Test
    void drainsAlsoWhenAWorkerDiesOverIt() {
        workers.start();
        workers.open(EndSink.fatal(release), true);

        var drained = workers.drain(Duration.ZERO, () -> 1);
        release.countDown();

        assertThat(drained).succeedsWithin(SOON);
    }

    /** Each with a limit of its own would take longer than this test may. */
    @Test
    void waitsNoLongerForManyWorkersThanForOne() {
        workers.start();
        List<EndSink> sinks = Stream.generate(() -> EndSink.fatal(release)).limit(WORKERS).toList();
        sinks.forEach(sink -> workers.open(sink, true));
        await().until(() -> sinks.stream().allMatch(sink -> sink.hangs));

        boolean ended = workers.stop(Duration.ofSeconds(4));

        assertThat(ended).isFalse();
    }

    private void killTheFirst() {
        workers.start();
        release.countDown();
        workers.open(EndSink.fatal(release), true);
        await().until(() -> !workers.isHealthy());
    }

    private static Workers workers() {
        Settings settings =
                SettingsSources.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("gateway.workers", String.valueOf(WORKERS)));
        var order = new LevelOrder(settings.levels());
        var key = CursorKey.of(new Secret(""));
        return new Workers(
                settings,
                new LookAhead(order, WORKERS, 100_000, new long[4]),
                () -> new CursorCodec(new Uuid(1, 2), 4, key),
                new NoReplays(),
                new ReplayMeters(new SimpleMeterRegistry()),
                new FakeLetters(),
                () -> "gateway-1",
                new SimpleMeterRegistry());
    }

    /** Its writes never complete; those of a fatal one hang until released and end the worker. */
    private static final class EndSink implements FrameSink {
        private final AtomicReference<CloseReason> reason = new AtomicReference<>();
        private final CountDownLatch release;
        private volatile boolean hangs;

        private EndSink(CountDownLatch release) {
            this.release = release;
        }

        static EndSink stuck() {
            return new EndSink(null);
        }

        static EndSink fatal(CountDownLatch release) {
            return new EndSink(release);
        }

        @Override
        public void write(List<Outbound> messages, Completion completion) {
            if (release == null) return;
            hangs = true;
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AssertionError("a fault that no worker survives");
        }

        @Override
        public void close(CloseReason why) {
            reason.set(why);
        }

        @Override
        public long progress() {
            return 0;
        }
    }
}
