package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;

/** Some readers read nothing more: what the others notice, until and while those are cut. */
final class StalledTrial extends IncidentTrial {
    /** So large that the sockets of those who stall are full soon. */
    private static final int DATA_BYTES = 4096;

    StalledTrial(FanoutBench bench) {
        super(bench, Measure.STALLED, DATA_BYTES);
    }

    @Override
    void begin(RunningLoad load) {
        load.ask("stall count=" + Math.max(1, plan.incidentSessions() / FanoutPlan.ONE_IN));
    }

    @Override
    void end(RunningLoad load, Server server, int round, Figures<Server> into) {
        load.ask("replace");
    }
}
