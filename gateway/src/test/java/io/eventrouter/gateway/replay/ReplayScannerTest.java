package io.eventrouter.gateway.replay;

import static io.eventrouter.gateway.RoutedRecords.routed;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplayScannerTest {
    private static final ChannelPattern ALL = new ChannelPattern(">");
    private static final int PER_READ = 10;

    private final ManualClock clock = new ManualClock();
    private final RoutedLog log = new RoutedLog(4, PER_READ);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LogThreads threads = new LogThreads(log, 4, new ReplayMeters(registry), clock);
    private final Host host = new Host();

    @Test
    void readsOnceForThoseWhoCameInTheTimeOfGathering() {
        write(100);
        Reader first = request(host, 0);
        threads.step(1); // begins to gather
        Reader second = request(host, 40);

        readAll();

        assertThat(first.offsets).hasSize(100).startsWith(0L).endsWith(99L);
        assertThat(second.offsets).hasSize(100); // it leaves out by itself what it does not want
        assertThat(log.recordsRead()).isEqualTo(100);
        assertThat(scans("shared")).isEqualTo(1);
    }

    @Test
    void sharesAScanAmongWorkers() {
        write(100);
        var other = new Host();
        Reader here = request(host, 0);
        Reader there = request(other, 10);

        for (int i = 0; i < 100; i++) {
            threads.step();
            host.run();
            other.run();
        }

        assertThat(here.offsets).hasSize(100);
        assertThat(there.offsets).hasSize(100);
        assertThat(log.recordsRead()).isEqualTo(100);
    }

    @Test
    void waitsWhileFourChunksAreNotReadToTheEnd() {
        write(100);
        Reader slow = request(host, 0);
        slow.stalled = true;

        readAll();
        assertThat(log.recordsRead()).isEqualTo(Scan.MOST_CHUNKS * PER_READ);
        slow.stalled = false;
        slow.more();
        readAll();

        assertThat(slow.offsets).hasSize(100);
    }

    @Test
    void waitsForTheSlowestAsLongAsNobodyElseWaits() {
        write(100);
        Reader slow = request(host, 0);
        slow.stalled = true;

        readAll();
        clock.pass(Duration.ofMinutes(1));
        host.leaveBehind(clock.getAsLong());

        assertThat(slow.leftBehind).isFalse();
    }

    @Test
    void leavesTheSlowestBehindWhenAnotherWaits() {
        write(100);
        Reader slow = request(host, 0);
        Reader quick = request(host, 0);
        slow.stalled = true;

        readAll();
        assertThat(quick.offsets).hasSize(Scan.MOST_CHUNKS * PER_READ);
        host.leaveBehind(clock.getAsLong());
        readAll();

        assertThat(slow.leftBehind).isTrue();
        assertThat(quick.offsets).hasSize(100);
    }

    @Test
    void readsTheExpressLaneFirst() {
        write(100);
        request(host, 0);
        threads.scan(Lane.EXPRESS, new ScanRequest(host, new Reader(), new long[4]));

        threads.step(1);
        clock.pass(Duration.ofSeconds(1));
        threads.step(1);

        assertThat(scans("express")).isEqualTo(1);
        assertThat(scans("shared")).isZero();
    }

    @Test
    void endsWhenNobodyReadsAnyMore() {
        write(100);
        Reader reader = request(host, 0);
        readAll();
        assertThat(reader.window.isClosed()).isFalse();

        reader.window.leave(reader);
        int before = log.recordsRead();
        write(200);
        readAll();

        assertThat(reader.window.isClosed()).isTrue();
        assertThat(log.recordsRead()).isEqualTo(before);
    }

    @Test
    void repeatsWhatFailedAndLosesNothing() {
        write(100);
        Reader reader = request(host, 0);
        threads.step();
        log.away(true);
        readAll();

        log.away(false);
        clock.pass(Duration.ofSeconds(10));
        readAll();

        assertThat(reader.offsets).hasSize(100);
        assertThat(registry.get("eventrouter.gateway.replay.errors").counter().count())
                .isPositive();
    }

    private void write(int end) {
        for (int i = 0; i < end; i++) log.add(routed(2, i, "low", "a"));
    }

    private Reader request(Host at, long from) {
        var reader = new Reader();
        threads.scan(Lane.SHARED, new ScanRequest(at, reader, new long[] {0, 0, from, 0}));
        return reader;
    }

    private void readAll() {
        for (int i = 0; i < 100; i++) {
            threads.step();
            host.run();
        }
    }

    private double scans(String lane) {
        return registry.get("eventrouter.gateway.replay.scans").tag("lane", lane).counter().count();
    }

    /** A worker's thread, run by the test. */
    private static final class Host implements ReplayHost {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<ScanWindow> windows = new ArrayList<>();

        @Override
        public void post(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void opened(ScanWindow window) {
            windows.add(window);
        }

        void run() {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) next.run();
        }

        void leaveBehind(long sinceNanos) {
            windows.forEach(window -> window.leaveBehind(sinceNanos));
        }
    }

    /** Reads all that it is given, unless it is stalled. */
    private static final class Reader implements ReplayReader {
        private final List<Long> offsets = new ArrayList<>();
        private ScanWindow window;
        private long at;
        private boolean stalled;
        private boolean leftBehind;

        @Override
        public void begin(ScanWindow newWindow) {
            window = newWindow;
            at = window.begin();
            more();
        }

        @Override
        public void more() {
            while (!stalled && at < window.end()) {
                offsets.add(window.get(window.next(ALL, at)).record().position().offset());
                window.passed(at, at + 1);
                at++;
            }
        }

        @Override
        public void leftBehind() {
            leftBehind = true;
        }

        @Override
        public long at() {
            return at;
        }

        @Override
        public boolean isWaiting() {
            return window == null;
        }
    }
}
