package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Critical events alone, and while low is broadcast to the same sessions at several times what they
 * took in a closed loop.
 */
final class OverloadTrial implements SingleTrial {
    private static final String CRITICAL = "rate0=20 bytes0=128";

    /** From the start: else the heap grows during the flood, by full collections. */
    private static final List<String> HEAP = List.of("-Xms512m");

    private final FanoutBench bench;
    private final FanoutPlan plan;

    OverloadTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    @Override
    public List<Server> servers(List<Server> installed) {
        return installed.stream().filter(s -> s == Server.DISPATCH).toList();
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        try (var running = bench.start(server, HEAP);
                var load = bench.load(running)) {
            int sessions = plan.incidentSessions();
            load.open(sessions);
            load.closed(1, FanoutPlan.SMALL, Duration.ZERO, plan.firstWarmUp());
            double capacity =
                    perSecond(
                            load.closed(
                                    FanoutPlan.BURST,
                                    FanoutPlan.LARGE,
                                    plan.warmUp(),
                                    plan.window()));
            Words alone = load.paced(CRITICAL, plan.warmUp(), plan.incident(), IncidentTrial.GRACE);
            Words flooded =
                    load.paced(
                            String.format(
                                    Locale.ROOT,
                                    "%s rate3=%.1f bytes3=%d",
                                    CRITICAL,
                                    FanoutPlan.OVERLOAD_FACTOR * capacity / sessions,
                                    FanoutPlan.LARGE),
                            plan.firstWarmUp(), // what a flood calls is compiled in a flood only
                            plan.incident(),
                            IncidentTrial.GRACE);
            add(alone, flooded, server, round, into);
            into.add(new Figure<>(Metrics.OVERLOAD_CAPACITY, server, round, capacity));
            into.add(
                    new Figure<>(
                            Metrics.OVERLOAD_OFFERED, server, round, FanoutPlan.OVERLOAD_FACTOR));
            into.add(new Figure<>(Metrics.OVERLOAD_DELIVERED, server, round, perSecond(flooded)));
            double due = flooded.value("level0.published") * sessions;
            into.add(
                    new Figure<>(
                            Metrics.OVERLOAD_MISSING,
                            server,
                            round,
                            Math.max(0, 1 - flooded.value("level0.count") / due)));
            into.add(new Figure<>(Metrics.OVERLOAD_LOST, server, round, flooded.value("lost")));
        }
    }

    private static double perSecond(Words measured) {
        return measured.value("deliveries") / (measured.value("nanos") / 1e9);
    }

    private static void add(
            Words alone, Words flooded, Server server, int round, Figures<Server> into) {
        for (double percentile : Metrics.PERCENTILES) {
            into.add(
                    new Figure<>(
                            Metrics.delay(Measure.OVERLOAD, "without", percentile),
                            server,
                            round,
                            Delays.millis(alone, 0, percentile)));
            into.add(
                    new Figure<>(
                            Metrics.delay(Measure.OVERLOAD, "with", percentile),
                            server,
                            round,
                            Delays.millis(flooded, 0, percentile)));
        }
    }
}
