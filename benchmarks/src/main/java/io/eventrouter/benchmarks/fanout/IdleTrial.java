package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.server.RunningServer;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.List;

/**
 * What an idle session costs in memory: a server that has served some and has none, against the
 * same with many; both after a full collection.
 */
final class IdleTrial implements SingleTrial {
    private static final int BEFORE = 500;
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final FanoutBench bench;
    private final FanoutPlan plan;

    IdleTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    @Override
    public List<Server> servers(List<Server> installed) {
        return installed;
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        try (var running = bench.start(server)) {
            try (var first = bench.load(running)) {
                first.open(BEFORE);
                first.closed(1, FanoutPlan.SMALL, Duration.ZERO, plan.window());
            }
            Memory empty = Memory.of(running);
            try (var load = bench.load(running)) {
                double connects = load.open(plan.idle());
                Memory full = Memory.of(running);
                into.add(new Figure<>(Metrics.IDLE_CONNECTS, server, round, connects));
                into.add(new Figure<>(Metrics.IDLE_SESSIONS, server, round, plan.idle()));
                add(server, round, empty, full, into);
            }
        }
    }

    private void add(Server server, int round, Memory empty, Memory full, Figures<Server> into) {
        double kilobytes = 1e3 * plan.idle();
        into.add(
                new Figure<>(
                        Metrics.IDLE_RSS,
                        server,
                        round,
                        (full.resident() - empty.resident()) / kilobytes));
        into.add(new Figure<>(Metrics.IDLE_RSS_WHOLE, server, round, full.resident() / kilobytes));
        if (server != Server.NCHAN)
            into.add(
                    new Figure<>(
                            Metrics.IDLE_HEAP,
                            server,
                            round,
                            (full.heap() - empty.heap()) / kilobytes));
    }

    private record Memory(long heap, long resident) {
        static Memory of(RunningServer running) {
            Deadline.in(SETTLING).await();
            long heap = running.liveHeapBytes();
            return new Memory(heap, running.residentBytes());
        }
    }
}
