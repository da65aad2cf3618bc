package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import java.time.Duration;
import java.util.List;

/** Events for one recipient each, among many sessions with many subscriptions each. */
final class OneTrial implements SingleTrial {
    private static final List<String> LARGE_HEAP = List.of("-Xmx3g");
    private static final int LONGER = 3;

    private final FanoutBench bench;
    private final FanoutPlan plan;

    OneTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    @Override
    public List<Server> servers(List<Server> installed) {
        return installed.stream().filter(s -> s == Server.DISPATCH).toList();
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        try (var running = bench.start(server, LARGE_HEAP);
                var load = bench.load(running, 0, plan.subscriptions())) {
            load.open(plan.idle());
            Duration window = plan.window().multipliedBy(LONGER);
            Words measured =
                    load.closed(FanoutPlan.BURST, FanoutPlan.SMALL, plan.firstWarmUp(), window);
            double micros = 1e3 * measured.value("events");
            into.add(
                    new Figure<>(
                            Metrics.ONE_WORKERS,
                            server,
                            round,
                            measured.value("workers") / micros));
            into.add(
                    new Figure<>(
                            Metrics.ONE_USER,
                            server,
                            round,
                            measured.value("workersUser") / micros));
            into.add(new Figure<>(Metrics.ONE_CPU, server, round, measured.value("cpu") / micros));
            into.add(
                    new Figure<>(
                            Metrics.ONE_SUBSCRIPTIONS,
                            server,
                            round,
                            (double) plan.idle() * plan.subscriptions()));
        }
    }
}
