package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Broadcast;
import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.RunningServer;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.OthersCpu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every broadcast on all servers, which run at the same time: for each kind they are measured one
 * right after the other, since the machine differs from one minute to the next. Who is not measured
 * has idle sessions only.
 */
final class BroadcastTrial implements Trial {
    private final FanoutBench bench;
    private final FanoutPlan plan;

    BroadcastTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    @Override
    public List<List<Server>> groups(List<Server> installed) {
        return installed.isEmpty() ? List.of() : List.of(installed);
    }

    @Override
    public void run(List<Server> group, int round, Figures<Server> into) {
        var stages = new ArrayList<Stage>();
        try {
            for (Server server : group) stages.add(new Stage(server, stages.size()));
            OthersCpu others = bench.watchOthers();
            int open = 0;
            for (int sessions : plan.sessions()) {
                for (Stage stage : stages) stage.open(sessions - open, open == 0);
                open = sessions;
                for (Broadcast broadcast : FanoutPlan.broadcasts(sessions))
                    for (Stage stage : stages)
                        run(stage.load, broadcast, stage.server, round, into);
            }
            others.processors()
                    .ifPresent(
                            p ->
                                    into.add(
                                            new Figure<>(
                                                    Metrics.others(Measure.FANOUT),
                                                    group.get(0),
                                                    round,
                                                    p)));
        } finally {
            for (Stage stage : stages) stage.close();
        }
    }

    /** A server that runs, and its clients. */
    private final class Stage {
        private final Server server;
        private final RunningServer running;
        private final RunningLoad load;

        Stage(Server server, int number) {
            this.server = server;
            running = bench.start(server);
            load = startLoad(number);
        }

        /** A server without clients is not left behind: it would disturb the others. */
        private RunningLoad startLoad(int number) {
            try {
                return bench.load(running, number, 1);
            } catch (RuntimeException e) {
                running.close();
                throw e;
            }
        }

        void open(int more, boolean first) {
            load.open(more);
            if (first) warmUp(load);
        }

        void close() {
            try (running;
                    load) {
                // Both end, the clients first.
            }
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
