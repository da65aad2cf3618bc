package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.server.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What the command line says; what it does not say comes from the full preset or the quick one.
 * Written by picocli, then read.
 */
final class FanoutOptions {
    @Option(
            names = "--quick",
            description = "Small sizes, one round: shows that all works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--servers",
            split = ",",
            description =
                    "One or more of ${COMPLETION-CANDIDATES}; those that are not installed are reported so.")
    private List<Server> servers;

    @Option(
            names = "--measure",
            split = ",",
            description =
                    "One or more of ${COMPLETION-CANDIDATES}. Figures of others that are in the output"
                            + " directory stay on the page, with the run that they are from.")
    private List<Measure> measures;

    @Option(
            names = "--render",
            description = "Measures nothing: writes the page anew from the figures that are there.")
    private boolean render;

    @Option(names = "--rounds", description = "How often all is measured, in turn.")
    private Integer rounds;

    @Option(
            names = "--sessions",
            split = ",",
            description = "Of the broadcasts, rising (1000,5000).")
    private List<Integer> sessions;

    @Option(names = "--warm-up", description = "Milliseconds before each window.")
    private Integer warmUp;

    @Option(names = "--window", description = "Milliseconds for which a broadcast counts.")
    private Integer window;

    @Option(names = "--idle", description = "Idle sessions in one process (18000).")
    private Integer idle;

    @Option(
            names = "--jvm",
            split = " ",
            description = "JVM options of event-router's processes (${DEFAULT-VALUE}).",
            defaultValue = "-Xms64m -Xmx1g -XX:+UseSerialGC")
    private List<String> jvmOptions;

    @Option(
            names = "--peers",
            description =
                    "A directory in which 'npm install bun@1.4.5 ws@8' was called; nchan is Debian's"
                            + " libnginx-mod-nchan (${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.home}/.cache/event-router-benchmarks")
    private Path peers;

    @Option(
            names = "--out",
            description =
                    "Directory for the page, its charts and the raw figures (docs/performance; with"
                            + " --quick benchmarks/target/performance).")
    private Path out;

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where the temporary directory goes.")
    private Path work;

    @Option(names = "--revision", description = "Of the sources, for the page.")
    private String revision;

    FanoutPlan plan() {
        return new FanoutPlan(
                servers != null ? servers : Arrays.asList(Server.values()),
                measures(),
                or(rounds, 1, 3),
                or(sessions, List.of(100, 300), List.of(1_000, 5_000)),
                Duration.ofMillis(quick ? 500 : 24_000),
                Duration.ofMillis(or(warmUp, 200, 500)),
                Duration.ofMillis(or(window, 300, 2_000)),
                Duration.ofSeconds(quick ? 1 : 10),
                or(idle, 500, 18_000),
                quick ? 2 : 5,
                quick ? 10 : 56,
                jvmOptions);
    }

    private List<Measure> measures() {
        if (render) return List.of();
        return measures != null ? measures : Arrays.asList(Measure.values());
    }

    Path peers() {
        return peers;
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

    private <T> T or(T given, T inQuick, T inFull) {
        return given != null ? given : quick ? inQuick : inFull;
    }
}
