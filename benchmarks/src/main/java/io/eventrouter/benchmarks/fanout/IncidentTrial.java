package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.BenchmarkException;
import java.time.Duration;
import java.util.List;

/**
 * The delay of steady traffic, without and with something that befalls the server, in one process
 * soon after each other.
 */
abstract class IncidentTrial implements SingleTrial {
    /** Well below what two processors can do, clients included. */
    private static final String TRAFFIC = "rate2=20 bytes2=";

    static final Duration GRACE = Duration.ofSeconds(1);

    final FanoutBench bench;
    final FanoutPlan plan;
    private final Measure measure;
    private final int dataBytes;

    IncidentTrial(FanoutBench bench, Measure measure, int dataBytes) {
        this.bench = bench;
        plan = bench.plan();
        this.measure = measure;
        this.dataBytes = dataBytes;
    }

    @Override
    public List<Server> servers(List<Server> installed) {
        return installed.stream().filter(s -> s == Server.DISPATCH).toList();
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        try (var running = bench.start(server);
                var load = bench.load(running)) {
            load.open(plan.incidentSessions());
            load.closed(1, dataBytes, Duration.ZERO, plan.firstWarmUp());
            add("without", traffic(load), server, round, into);
            begin(load);
            add("with", traffic(load), server, round, into);
            end(load, server, round, into);
        }
    }

    /** Returns when it has begun. */
    abstract void begin(RunningLoad load);

    /** Ends it; may add what it has counted. */
    abstract void end(RunningLoad load, Server server, int round, Figures<Server> into);

    private Words traffic(RunningLoad load) {
        Words measured = load.paced(TRAFFIC + dataBytes, plan.warmUp(), plan.incident(), GRACE);
        if (measured.value("lost") > 0)
            throw new BenchmarkException(
                    (int) measured.value("lost") + " healthy sessions were lost");
        return measured;
    }

    private void add(String state, Words measured, Server server, int round, Figures<Server> into) {
        for (double percentile : Metrics.PERCENTILES)
            into.add(
                    new Figure<>(
                            Metrics.delay(measure, state, percentile),
                            server,
                            round,
                            Delays.millis(measured, 2, percentile)));
    }
}
