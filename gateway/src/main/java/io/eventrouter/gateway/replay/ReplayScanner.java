package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.Backoff;
import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.feed.Wakeup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a lane of the log once for all sessions that wait for it, one scan after another.
 *
 * <pre>
 *   idle ──somebody waits──▶ gathering ──▶ scanning: poll ─▶ chunk ─▶ each worker; waits while too many are out
 *     ▲                                        │
 *     └───────────no session reads it──────────┘
 * </pre>
 *
 * <p>A failure to read is repeated with growing delays: the sessions wait. Confined to its own
 * thread but for {@link #wake()}.
 */
public final class ReplayScanner implements DutyThread.Duty {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayScanner.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ScanRequests requests;
    private final Supplier<LogReader> opener;
    private final int partitions;
    private final ReplayMeters meters;
    private final LongSupplier nanoClock;
    private final Wakeup wakeup = new Wakeup();
    private final Backoff backoff;
    private final List<Branch> branches = new ArrayList<>();
    private volatile boolean woken;
    private volatile LogReader log;
    private Scan scan;
    private LogRead last;
    private boolean gathering;
    private long gatheredByNanos;

    /**
     * @param opener called when the first scan begins; closed by the scanner
     * @param partitions of both lanes
     */
    public ReplayScanner(
            ScanRequests requests,
            Supplier<LogReader> opener,
            int partitions,
            ReplayMeters meters,
            LongSupplier nanoClock) {
        this.requests = requests;
        this.opener = opener;
        this.partitions = partitions;
        this.meters = meters;
        this.nanoClock = nanoClock;
        backoff = new Backoff(nanoClock);
        requests.wakeBy(wakeup::signal);
    }

    @Override
    public int step() {
        woken = false;
        if (backoff.remainingNanos() > 0) return 0;
        try {
            int work = scan == null ? gather() : read();
            backoff.succeeded();
            return work;
        } catch (RuntimeException e) {
            backoff.failed();
            meters.failed();
            LOG.atWarn()
                    .addKeyValue("reason", e.toString())
                    .log("Cannot read the routed topic for a replay, and tries again");
            return 0;
        }
    }

    private int gather() {
        if (!gathering) {
            if (!requests.beginToGather()) return 0;
            gathering = true;
            gatheredByNanos = requests.gatheredBy();
        }
        if (gatheredByNanos - nanoClock.getAsLong() > 0) return 0;
        if (log == null) log = opener.get();
        gathering = false;
        ScanRequests.Batch batch = requests.take();
        if (!batch.requests().isEmpty()) begin(batch);
        return 1;
    }

    private void begin(ScanRequests.Batch batch) {
        PartitionRange range = PartitionRange.of(batch.lane(), partitions);
        long[] first = lowest(batch.requests());
        scan = new Scan(range, requests, wakeup::signal);
        meters.began(batch.lane());
        var byHost = new LinkedHashMap<ReplayHost, List<ReplayReader>>();
        for (ScanRequest request : batch.requests())
            byHost.computeIfAbsent(request.host(), h -> new ArrayList<>()).add(request.reader());
        scan.readBy(byHost.size());
        for (Map.Entry<ReplayHost, List<ReplayReader>> each : byHost.entrySet()) {
            var window = new ScanWindow(scan, each.getKey(), each.getValue(), first);
            branches.add(new Branch(each.getKey(), window));
            each.getKey().post(window::open);
        }
        log.seek(range, first);
        last = null;
    }

    private static long[] lowest(List<ScanRequest> requests) {
        long[] lowest = requests.get(0).next().clone();
        for (ScanRequest request : requests)
            for (int p = 0; p < lowest.length; p++)
                lowest[p] = Math.min(lowest[p], request.next()[p]);
        return lowest;
    }

    private int read() {
        if (scan.workers() == 0) {
            scan = null;
            branches.clear();
            return 1;
        }
        if (!scan.hasRoom()) return 0;
        LogRead read = log.poll(POLL);
        if (saysNothing(read)) return 0;
        last = read;
        meters.read(scan.partitions().lane(), read.records());
        var chunk = new ScanChunk(scan, read, branches.size());
        for (Branch branch : branches)
            branch.host().post(() -> branch.window().add(chunk, nanoClock.getAsLong()));
        return 1;
    }

    private boolean saysNothing(LogRead read) {
        return read.records() == 0
                && read.lostFrom() == null
                && last != null
                && Arrays.equals(read.next(), last.next());
    }

    @Override
    public void idle() {
        long wait = backoff.remainingNanos();
        if (wait <= 0 && gathering) wait = gatheredByNanos - nanoClock.getAsLong();
        long limit = wait <= 0 ? LONGEST_IDLE_NANOS : Math.min(wait, LONGEST_IDLE_NANOS);
        wakeup.sleep(() -> woken || hasWork(), limit);
    }

    private boolean hasWork() {
        if (backoff.remainingNanos() > 0 || gathering) return false;
        return scan == null ? !requests.isEmpty() : scan.workers() == 0 || scan.hasRoom();
    }

    @Override
    public void wake() {
        woken = true;
        wakeup.signal();
        LogReader present = log;
        if (present != null) present.wakeup();
    }

    @Override
    public void ended() {
        if (log != null) log.close();
    }

    private record Branch(ReplayHost host, ScanWindow window) {}
}
