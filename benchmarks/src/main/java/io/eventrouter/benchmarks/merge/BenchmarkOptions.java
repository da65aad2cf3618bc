package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.merge.variant.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/**
 * What the command line says; what it does not say comes from the full preset or the quick one.
 * Written by picocli, then read.
 */
final class BenchmarkOptions {
    /** A short run has no time for the second compiler, and leaves its threads no processor. */
    private static final String C1_ONLY = "-XX:TieredStopAtLevel=1";

    @Option(
            names = "--quick",
            description =
                    "Small sizes, one round, first compiler only, not everything of every peer: shows"
                            + " that all works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--variants",
            split = ",",
            description = "One or more of ${COMPLETION-CANDIDATES}.")
    private List<Variant> variants;

    @Option(
            names = "--measure",
            split = ",",
            description = "One or more of ${COMPLETION-CANDIDATES}.")
    private List<Measure> measures;

    @Option(names = "--rounds", description = "How often all is measured, in turn.")
    private Integer rounds;

    @Option(
            names = "--partitions",
            defaultValue = "6",
            description = "Of each priority topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--data-bytes",
            defaultValue = "200",
            description = "Size of an event's data (${DEFAULT-VALUE}).")
    private int dataBytes;

    @Option(names = "--backlog", description = "Events for throughput and shares.")
    private Long backlog;

    @Option(names = "--warm-up", description = "Seconds before a measurement counts.")
    private Integer warmUp;

    @Option(names = "--window", description = "Seconds for which a measurement counts.")
    private Integer window;

    @Option(
            names = "--critical-per-second",
            defaultValue = "200",
            description = "Urgent events while delays are measured (${DEFAULT-VALUE}).")
    private int criticalPerSecond;

    @Option(
            names = "--flood-factor",
            defaultValue = "5",
            description = "Times the capacity that a flood offers (${DEFAULT-VALUE}).")
    private double floodFactor;

    @Option(
            names = "--live-part",
            defaultValue = "0.3",
            description =
                    "What of the capacity is published during the flood of low; the rest waits when it"
                            + " begins (${DEFAULT-VALUE}).")
    private double livePart;

    @Option(names = "--most-events", description = "A flood is cut to about this number of events.")
    private Long mostEvents;

    @Option(
            names = "--capacity",
            description = "Events a second that a flood refers to, instead of the measured ones.")
    private Double capacity;

    @Option(names = "--share-window", description = "Events over which shares are judged.")
    private Integer shareWindow;

    @Option(names = "--heap-backlogs", split = ",", description = "A small and a large one.")
    private List<Long> heapBacklogs;

    @Option(
            names = "--variant-jvm",
            split = " ",
            description = "JVM options of every variant (-Xms256m -Xmx256m).")
    private List<String> variantOptions;

    @Option(
            names = "--heap-jvm",
            split = " ",
            description = "The same where the heap is measured (-Xms96m -Xmx96m).")
    private List<String> heapOptions;

    @Option(
            names = "--out",
            description =
                    "Directory for the page, its charts and the raw figures (docs/performance; with"
                            + " --quick benchmarks/target/performance).")
    private Path out;

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary directory goes: a few GB for the full run.")
    private Path work;

    @Option(names = "--revision", description = "Of the sources, for the page.")
    private String revision;

    Plan plan() {
        return new Plan(
                variants != null ? variants : variants(),
                measures != null ? measures : Arrays.asList(Measure.values()),
                or(rounds, 1, 5),
                partitions,
                dataBytes,
                or(backlog, 60_000L, 2_000_000L),
                Duration.ofSeconds(or(warmUp, 1, 5)),
                Duration.ofSeconds(or(window, 1, 12)),
                criticalPerSecond,
                floodFactor,
                livePart,
                or(mostEvents, 800_000L, 12_000_000L),
                or(shareWindow, 2_000, 10_000),
                or(heapBacklogs, List.of(4_000L, 400_000L), List.of(4_000L, 4_000_000L)),
                !quick,
                or(variantOptions, List.of("-Xmx256m", C1_ONLY), List.of("-Xms256m", "-Xmx256m")),
                or(heapOptions, List.of("-Xmx96m", C1_ONLY), List.of("-Xms96m", "-Xmx96m")),
                capacity == null ? OptionalDouble.empty() : OptionalDouble.of(capacity));
    }

    Path out() {
        return or(out, Path.of("benchmarks/target/performance"), Path.of("docs/performance"));
    }

    Path work() {
        return work;
    }

    String revision() {
        return revision == null ? "not given" : revision;
    }

    /** Quick leaves out what is there twice, with defaults and tuned. */
    private List<Variant> variants() {
        return Arrays.stream(Variant.values())
                .filter(v -> !quick || (v != Variant.STREAMS_TUNED && v != Variant.COPY_TUNED))
                .toList();
    }

    private <T> T or(T given, T inQuick, T inFull) {
        return given != null ? given : quick ? inQuick : inFull;
    }
}
