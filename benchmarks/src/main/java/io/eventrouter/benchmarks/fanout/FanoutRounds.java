package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.process.BenchmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through a plan: for each kind of measurement all servers in turn, round after round. One
 * that fails is noted and leaves its figures out; the others go on. Confined to the measuring
 * thread.
 */
final class FanoutRounds {
    private static final Logger LOG = LoggerFactory.getLogger(FanoutRounds.class);

    private final FanoutBench bench;
    private final Figures<Server> figures;
    private final Runnable keeper;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param figures takes what is measured
     * @param keeper called after each measurement, so that a run that is ended early has not been
     *     for nothing
     */
    FanoutRounds(FanoutBench bench, Figures<Server> figures, Runnable keeper) {
        this.bench = bench;
        this.figures = figures;
        this.keeper = keeper;
    }

    /** A sentence for each measurement that failed. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    void run() {
        for (Measure measure : Measure.values())
            if (bench.plan().measures().contains(measure)) run(measure, trial(measure));
    }

    private void run(Measure measure, Trial trial) {
        for (int round = 1; round <= bench.plan().rounds(); round++)
            for (List<Server> group : trial.groups(bench.servers())) {
                run(measure, trial, group, round);
                keeper.run();
            }
    }

    private void run(Measure measure, Trial trial, List<Server> group, int round) {
        LOG.atInfo()
                .addKeyValue("measure", measure)
                .addKeyValue("round", round)
                .addKeyValue("servers", group)
                .log("measuring");
        try {
            trial.run(group, round, figures);
        } catch (BenchmarkException e) {
            if (Thread.currentThread().isInterrupted()) throw e;
            LOG.atWarn().setCause(e).log("measurement failed");
            problems.add(
                    measure + " of " + labels(group) + ", round " + round + ": " + e.getMessage());
        }
    }

    private static String labels(List<Server> group) {
        return group.stream().map(Server::label).collect(Collectors.joining(", "));
    }

    private Trial trial(Measure measure) {
        return switch (measure) {
            case FANOUT -> new BroadcastTrial(bench);
            case IDLE -> new IdleTrial(bench);
            case MANY -> new ManyTrial(bench);
            case STALLED -> new StalledTrial(bench);
            case OVERLOAD -> new OverloadTrial(bench);
            case CHURN -> new ChurnTrial(bench);
            case ONE -> new OneTrial(bench);
        };
    }
}
