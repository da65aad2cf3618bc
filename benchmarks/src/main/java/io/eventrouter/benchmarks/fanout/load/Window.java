package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.process.ProcessFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What happened between two moments: deliveries, the server's time, delays. Confined to the loop's
 * thread.
 */
final class Window {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final String WORKERS = "gateway-worker";

    private final SessionLoop loop;
    private final List<Long> pids;
    private final long startNanos;
    private final long startDeliveries;
    private final long startCpu;
    private final long startWorkers;
    private final long startWorkersUser;
    private final int startLost;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Begins one: events that are published from now on count. */
    Window(SessionLoop loop, List<Long> pids) {
        this.loop = loop;
        this.pids = pids;
        startLost = loop.lostOpen();
        startDeliveries = loop.tally().deliveries();
        startCpu = ProcessFigures.cpuNanos(pids);
        startWorkers = workers();
        startWorkersUser = workersUser();
        startNanos = System.nanoTime();
        loop.tally().begin(startNanos, Long.MAX_VALUE);
    }

    long startNanos() {
        return startNanos;
    }

    /** Ends it; of events that were published before, delays are counted on. */
    void end() {
        long now = System.nanoTime();
        loop.tally().end(now);
        put("nanos", now - startNanos);
        put("deliveries", loop.tally().deliveries() - startDeliveries);
        put("cpu", ProcessFigures.cpuNanos(pids) - startCpu);
        put("workers", workers() - startWorkers);
        put("workersUser", workersUser() - startWorkersUser);
    }

    /** What there is by now, as a reply. */
    Words reply(String name) {
        put("lost", loop.lostOpen() - startLost);
        Tally tally = loop.tally();
        for (int rank = 0; rank < tally.levels(); rank++)
            if (tally.delays(rank).getTotalCount() > 0) put("level" + rank, tally.delays(rank));
        return new Words(name, values);
    }

    void put(String key, long value) {
        values.put(key, Long.toString(value));
    }

    private void put(String level, Histogram delays) {
        put(level + ".count", delays.getTotalCount());
        for (double percentile : PERCENTILES)
            put(
                    String.format(Locale.ROOT, "%s.p%s", level, percentile),
                    delays.getValueAtPercentile(percentile));
        put(level + ".max", delays.getMaxValue());
    }

    private long workers() {
        return pids.isEmpty()
                ? 0
                : ProcessFigures.threadCpuNanos(pids.get(0), name -> name.startsWith(WORKERS));
    }

    private long workersUser() {
        return pids.isEmpty()
                ? 0
                : ProcessFigures.threadUserNanos(pids.get(0), name -> name.startsWith(WORKERS));
    }
}
