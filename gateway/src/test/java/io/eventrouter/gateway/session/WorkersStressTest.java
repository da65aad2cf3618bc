package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Secret;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.LookAheads;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers with their threads, feeds on others, completions on others again. */
@Timeout(120)
class WorkersStressTest {
    private static final int WORKERS = 3;
    private static final int SESSIONS = 30;
    private static final int EVENTS_PER_LANE = 3_000;

    private final Settings settings =
            SettingsSources.load(
                    Optional.empty(),
                    Map.of(),
                    Map.of(
                            "gateway.workers",
                            String.valueOf(WORKERS),
                            "session.queue-events",
                            "100000",
                            "session.queue-bytes",
                            "1GiB"));
    private final LookAhead lookAhead =
            new LookAhead(new LevelOrder(settings.levels()), WORKERS, 100_000, new long[4]);
    private final CursorKey key = CursorKey.of(new Secret(""));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Workers workers =
            new Workers(
                    settings,
                    lookAhead,
                    () -> new CursorCodec(new Uuid(1, 2), 4, key),
                    new NoReplays(),
                    new ReplayMeters(registry),
                    new FakeLetters(),
                    () -> "gateway-1",
                    registry);
    private final ExecutorService others = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        assertThat(workers.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(workers.isHealthy()).isTrue();
        others.shutdownNow();
    }

    @Test
    void sendsEverySessionEveryEventOnceWhileOthersComeAndGo() {
        workers.start();
        List<CountingSink> sinks = openAll();
        var comeAndGo = others.submit(this::comeAndGo);
        var express = others.submit(() -> feed(Lane.EXPRESS, 0, "critical"));
        var shared = others.submit(() -> feed(Lane.SHARED, 2, "low"));

        assertThat(express).succeedsWithin(Duration.ofSeconds(60));
        assertThat(shared).succeedsWithin(Duration.ofSeconds(60));
        assertThat(comeAndGo).succeedsWithin(Duration.ofSeconds(60));

        for (CountingSink sink : sinks)
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> sink.positions.size() == 2 * EVENTS_PER_LANE);
        assertThat(sinks).allSatisfy(s -> assertThat(s.violations).hasValue(0));
        awaitNothingHeld(SESSIONS);
    }

    @Test
    void drainsAllSessionsAndLeavesNone() {
        workers.start();
        List<CountingSink> sinks = openAll();

        var drained = workers.drain(Duration.ZERO, () -> 5);

        assertThat(drained).succeedsWithin(Duration.ofSeconds(60));
        assertThat(sinks).allSatisfy(s -> assertThat(s.closes).hasValue(1));
        awaitNothingHeld(0);
    }

    @Test
    void endsAtOnceWhenItIsIdleForLong() {
        workers.start();
        openAll();
        awaitNothingHeld(SESSIONS);

        boolean ended = workers.stop(Duration.ofSeconds(30));

        assertThat(ended).isTrue();
    }

    private List<CountingSink> openAll() {
        var sinks = new ArrayList<CountingSink>();
        for (int i = 0; i < SESSIONS; i++) {
            var sink = new CountingSink(others);
            workers.open(sink, false).subscribe(new ChannelPattern("a.*"), null, null, null);
            sinks.add(sink);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> gauge("subscriptions") == SESSIONS);
        return sinks;
    }

    private void comeAndGo() {
        for (int i = 0; i < 2_000; i++) {
            Session session = workers.open(new CountingSink(others), true);
            session.subscribe(new ChannelPattern("a." + i % 7), null, null, null);
            session.subscribe(new ChannelPattern("*." + i % 5), null, null, null);
            if (i % 2 == 0) session.close(CloseReason.NORMAL);
            session.disconnected();
        }
    }

    private void feed(Lane lane, int partition, String level) {
        for (int i = 0; i < EVENTS_PER_LANE; i++) {
            while (LookAheads.isFull(lookAhead, lane)) Thread.onSpinWait();
            LookAheads.add(lookAhead, routed(partition, i, level, "a." + i % 10));
        }
    }

    private void awaitNothingHeld(int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            assertThat(gauge("sessions")).isEqualTo(sessions);
                            assertThat(gauge("subscriptions")).isEqualTo(sessions);
                            assertThat(gauge("queue.events")).isZero();
                            assertThat(gauge("queue.bytes")).isZero();
                            assertThat(lookAhead.bytes(Lane.EXPRESS)).isZero();
                            assertThat(lookAhead.bytes(Lane.SHARED)).isZero();
                        });
    }

    private double gauge(String name) {
        return registry.get("eventrouter.gateway." + name).gauge().value();
    }

    /** Completes every other write on another thread. */
    private static final class CountingSink implements FrameSink {
        private final ExecutorService others;
        private final Set<String> positions = ConcurrentHashMap.newKeySet();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();
        private final AtomicInteger violations = new AtomicInteger();

        CountingSink(ExecutorService others) {
            this.others = others;
        }

        @Override
        public void write(List<Outbound> messages, Completion completion) {
            if (inFlight.incrementAndGet() != 1 || closes.get() > 0) violations.incrementAndGet();
            for (Outbound message : messages)
                if (message instanceof EventFrame event
                        && !positions.add(FakeSink.positionOf(event))) violations.incrementAndGet();
            if (writes.incrementAndGet() % 2 == 0) others.execute(() -> complete(completion));
            else complete(completion);
        }

        private void complete(Completion completion) {
            inFlight.decrementAndGet();
            completion.written();
        }

        @Override
        public void close(CloseReason reason) {
            closes.incrementAndGet();
        }

        @Override
        public long progress() {
            return 0;
        }
    }
}
