package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.fanout.server.RunningServer;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several gateways on one machine, each full of sessions, and broadcasts that reach them all. */
final class ManyTrial implements SingleTrial {
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** In which there is at least one event. */
    private static final Duration SHORTEST = Duration.ofSeconds(4);

    private final FanoutBench bench;
    private final FanoutPlan plan;

    ManyTrial(FanoutBench bench) {
        this.bench = bench;
        plan = bench.plan();
    }

    /** Only the product itself: the others have nothing that feeds several processes. */
    @Override
    public List<Server> servers(List<Server> installed) {
        return installed.stream().filter(s -> s == Server.GATEWAY).toList();
    }

    @Override
    public void run(Server server, int round, Figures<Server> into) {
        var running = new ArrayList<RunningServer>();
        var loads = new ArrayList<RunningLoad>();
        try {
            for (int i = 0; i < plan.gateways(); i++) {
                running.add(bench.start(server));
                loads.add(bench.load(running.get(i), i, 1));
                loads.get(i).open(plan.idle());
            }
            Deadline.in(SETTLING).await();
            running.forEach(RunningServer::liveHeapBytes);
            add(running, loads, server, round, into);
        } finally {
            loads.forEach(RunningLoad::close);
            running.forEach(RunningServer::close);
        }
    }

    private void add(
            List<RunningServer> running,
            List<RunningLoad> loads,
            Server server,
            int round,
            Figures<Server> into) {
        double resident = running.stream().mapToLong(RunningServer::residentBytes).sum();
        double[] before = deliveries(loads);
        Words measured = loads.get(0).paced("rate0=0.5 bytes0=128", Duration.ZERO, window(), GRACE);
        Deadline.in(GRACE).await(); // for the event that was published last
        double[] after = deliveries(loads);
        double sessions = loads.stream().mapToDouble(l -> l.ask("count").value("sessions")).sum();
        double received = 0;
        for (int i = 0; i < before.length; i++) received += after[i] - before[i];
        double due = measured.value("level0.all") * sessions;
        into.add(new Figure<>(Metrics.MANY_SESSIONS, server, round, sessions));
        into.add(new Figure<>(Metrics.MANY_RSS, server, round, resident / 1e3 / sessions));
        into.add(new Figure<>(Metrics.MANY_RECEIVED, server, round, received / due));
        into.add(new Figure<>(Metrics.MANY_P99, server, round, Delays.millis(measured, 0, 99)));
    }

    private Duration window() {
        return plan.incident().compareTo(SHORTEST) < 0 ? SHORTEST : plan.incident();
    }

    private static double[] deliveries(List<RunningLoad> loads) {
        return loads.stream().mapToDouble(l -> l.ask("count").value("deliveries")).toArray();
    }
}
