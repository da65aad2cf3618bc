package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The resolver and the scanners without threads: a test makes them step. */
public final class LogThreads implements ReplayRequests {
    private final ManualClock clock;
    private final ScanRequests requests;
    private final StartResolver resolver;
    private final List<ReplayScanner> scanners = new ArrayList<>();

    public LogThreads(RoutedLog log, int partitions, ReplayMeters meters, ManualClock clock) {
        this.clock = clock;
        requests = new ScanRequests(clock);
        resolver = new StartResolver(log::reader, meters, clock, clock);
        for (int i = 0; i < 2; i++)
            scanners.add(new ReplayScanner(requests, log::reader, partitions, meters, clock));
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

    /** One step of one of them, 0 being the resolver. */
    public int step(int which) {
        return which == 0 ? resolver.step() : scanners.get(which - 1).step();
    }

    /** One step of each; lets time pass while a scan waits for others to join. */
    public int step() {
        if (requests.size() > 0) clock.pass(Duration.ofNanos(ScanRequests.GATHER_NANOS));
        return step(0) + step(1) + step(2);
    }
}
