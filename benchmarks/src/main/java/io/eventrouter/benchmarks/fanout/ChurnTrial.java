package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.figure.Metrics;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;

/** Sessions come and go all the time: what those notice that stay. */
final class ChurnTrial extends IncidentTrial {
    private long beganNanos;

    ChurnTrial(FanoutBench bench) {
        super(bench, Measure.CHURN, FanoutPlan.LARGE);
    }

    @Override
    void begin(RunningLoad load) {
        load.ask("churn rate=" + FanoutPlan.CHURN_PER_SECOND);
        beganNanos = System.nanoTime();
    }

    @Override
    void end(RunningLoad load, Server server, int round, Figures<Server> into) {
        double completed = load.ask("calm").value("completed");
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        into.add(new Figure<>(Metrics.CHURN_RATE, server, round, completed / seconds));
    }
}
