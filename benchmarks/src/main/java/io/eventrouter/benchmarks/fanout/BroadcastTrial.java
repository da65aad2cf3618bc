package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Broadcast;
import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.OthersCpu;
import java.time.Duration;
import java.util.List;

/** Every broadcast on one server after another; a server is started once a round. */
final class BroadcastTrial implements Trial {
    private final FanoutBench bench;
    private final FanoutPlan plan;

    BroadcastTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    @Override
    public List<Server> servers(List<Server> installed) {
        return installed;
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        try (var running = bench.start(server);
                var load = bench.load(running)) {
            OthersCpu others = bench.watchOthers();
            int open = 0;
            for (int sessions : plan.sessions()) {
                load.open(sessions - open);
                if (open == 0) warmUp(load);
                open = sessions;
                for (Broadcast broadcast : FanoutPlan.broadcasts(sessions))
                    run(load, broadcast, server, round, into);
            }
            others.processors()
                    .ifPresent(
                            p ->
                                    into.add(
                                            new Figure<>(
                                                    Metrics.others(Measure.FANOUT),
                                                    server,
                                                    round,
                                                    p)));
        }
    }

    /** Both ways of writing, so that what is compiled has seen both. */
    private void warmUp(RunningLoad load) {
        Duration half = plan.firstWarmUp().dividedBy(2);
        load.closed(FanoutPlan.BURST, FanoutPlan.SMALL, Duration.ZERO, half);
        load.closed(1, FanoutPlan.SMALL, Duration.ZERO, half);
    }

    private void run(
            RunningLoad load, Broadcast broadcast, Server server, int round, Figures<Server> into) {
        Words measured =
                load.closed(broadcast.group(), broadcast.dataBytes(), plan.warmUp(), plan.window());
        double deliveries = measured.value("deliveries");
        into.add(
                new Figure<>(
                        Metrics.cpu(broadcast),
                        server,
                        round,
                        measured.value("cpu") / 1e3 / deliveries));
        into.add(
                new Figure<>(
                        Metrics.throughput(broadcast),
                        server,
                        round,
                        deliveries / (measured.value("nanos") / 1e9)));
        for (double percentile : Metrics.PERCENTILES)
            into.add(
                    new Figure<>(
                            Metrics.delay(broadcast, percentile),
                            server,
                            round,
                            Delays.millis(measured, 2, percentile)));
    }
}
