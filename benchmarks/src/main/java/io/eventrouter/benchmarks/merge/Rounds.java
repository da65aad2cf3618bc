package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Spread;
import io.eventrouter.benchmarks.merge.figure.Delays;
import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.BenchmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through a plan: for each kind of measurement all variants in turn, round after round. One
 * that fails is noted and leaves its figures out; the others go on. Confined to the measuring
 * thread.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Figures<Variant> figures = new Figures<>();
    private final Delays delays = new Delays();
    private final List<String> problems = new ArrayList<>();
    private final Bench bench;
    private final Plan plan;
    private final Consumer<Figures<Variant>> keeper;

    /**
     * @param keeper gets all figures so far after each measurement, so that a run that is ended
     *     early has not been for nothing
     */
    Rounds(Bench bench, Consumer<Figures<Variant>> keeper) {
        this.bench = bench;
        this.keeper = keeper;
        this.plan = bench.plan();
    }

    Figures<Variant> figures() {
        return figures;
    }

    Delays delays() {
        return delays;
    }

    /** A sentence for each measurement that failed. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    void run() {
        for (Measure measure : Measure.values()) {
            if (!plan.measures().contains(measure)) continue;
            LOG.atInfo().addKeyValue("measure", measure).log("preparing");
            attempt(measure + " could not be prepared", () -> run(measure));
        }
    }

    private void run(Measure measure) {
        try (Trial trial = trial(measure)) {
            for (int round = 1; round <= plan.rounds(); round++)
                for (Variant variant : plan.variants(measure)) run(measure, trial, variant, round);
        }
    }

    private void run(Measure measure, Trial trial, Variant variant, int round) {
        LOG.atInfo()
                .addKeyValue("measure", measure)
                .addKeyValue("round", round)
                .addKeyValue("variant", variant)
                .log("measuring");
        attempt(
                measure + " of " + variant.label() + ", round " + round,
                () -> trial.run(variant, round, figures));
        keeper.accept(figures);
    }

    private void attempt(String what, Runnable measurement) {
        try {
            measurement.run();
        } catch (BenchmarkException | KafkaException e) {
            if (Thread.currentThread().isInterrupted()) throw e;
            LOG.atWarn().setCause(e).addKeyValue("what", what).log("measurement failed");
            problems.add(what + ": " + e.getMessage());
        }
    }

    private Trial trial(Measure measure) {
        return switch (measure) {
            case THROUGHPUT -> new ThroughputTrial(bench);
            case SHARES -> new ShareTrial(bench);
            case DELAY -> new DelayTrial(bench, capacity(), delays);
            case CRITICAL_FLOOD -> new CriticalFloodTrial(bench, capacity());
            case HEAP -> new HeapTrial(bench);
        };
    }

    /** The largest there is: each variant is offered the same flood. */
    private double capacity() {
        if (plan.capacity().isPresent()) return plan.capacity().getAsDouble();
        return plan.variants().stream()
                .map(v -> figures.spread(Metrics.THROUGHPUT, v))
                .flatMap(Optional::stream)
                .mapToDouble(Spread::median)
                .max()
                .orElseThrow(() -> new BenchmarkException("no throughput was measured"));
    }
}
