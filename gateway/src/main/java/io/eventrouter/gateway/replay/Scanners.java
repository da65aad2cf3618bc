package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The threads that read the log for sessions that resume: one that finds out where to begin, and as
 * many scanners as scans may go on at a time. Thread-safe.
 */
public final class Scanners implements ReplayRequests {
    private static final String THREAD_NAME = "gateway-replay-";

    private final ScanRequests requests = new ScanRequests(System::nanoTime);
    private final StartResolver resolver;
    private final List<DutyThread> threads = new ArrayList<>();

    /**
     * @param opener a reader of the log for each thread, called on it when it has something to do
     * @param partitions of the routed topic, both lanes
     */
    public Scanners(int scanners, Supplier<LogReader> opener, int partitions, ReplayMeters meters) {
        resolver = new StartResolver(opener, meters, InstantSource.system(), System::nanoTime);
        threads.add(new DutyThread(THREAD_NAME + "start", resolver));
        for (int i = 0; i < scanners; i++) {
            var scanner = new ReplayScanner(requests, opener, partitions, meters, System::nanoTime);
            threads.add(new DutyThread(THREAD_NAME + i, scanner));
        }
        meters.showWaiting(requests);
    }

    @Override
    public void ask(StartRequest request) {
        resolver.ask(request);
    }

    @Override
    public void scan(Lane lane, ScanRequest request) {
        requests.add(lane, request);
    }

    public void start() {
        threads.forEach(DutyThread::start);
    }

    /** Whether none of the threads has died. */
    public boolean areHealthy() {
        return threads.stream().allMatch(DutyThread::isHealthy);
    }

    /**
     * Ends the threads and closes what they read with.
     *
     * @param limit for all of them together
     */
    public void stop(Duration limit) {
        long begin = System.nanoTime();
        threads.forEach(DutyThread::stop);
        for (DutyThread thread : threads) thread.join(limit.minusNanos(System.nanoTime() - begin));
    }
}
