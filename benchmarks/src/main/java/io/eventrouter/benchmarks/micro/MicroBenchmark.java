package io.eventrouter.benchmarks.micro;

import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.process.MachineFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code benchmarks/micro.sh}. */
@Command(
        name = "micro.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures single steps of the gateway with JMH, and writes a page.")
public final class MicroBenchmark implements Callable<Integer> {
    private static final String PAGE = "micro.md";

    @Option(names = "--quick", description = "Short: shows that all works; its figures say little.")
    private boolean quick;

    @Option(
            names = "--only",
            defaultValue = "",
            description = "A part of the names of those benchmarks that are run.")
    private String only;

    @Option(names = "--forks", description = "JVMs for each benchmark, one after the other (2).")
    private Integer forks;

    @Option(
            names = "--iterations",
            description = "For warm-up, and then as many that count, of a second each (5).")
    private Integer iterations;

    @Option(
            names = "--out",
            description =
                    "Directory for the page and the raw figures (docs/performance; with --quick"
                            + " benchmarks/target/performance).")
    private Path out;

    @Option(names = "--revision", description = "Of the sources, for the page.")
    private String revision = "not given";

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new MicroBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        Instant began = Instant.now();
        int inForks = forks != null ? forks : quick ? 1 : 2;
        int each = iterations != null ? iterations : quick ? 1 : 5;
        TimeValue time = TimeValue.milliseconds(quick ? 200 : 1_000);
        List<Timing> timings = run(inForks, each, time);
        var facts =
                new RunFacts(
                        began,
                        Duration.between(began, Instant.now()),
                        command(),
                        revision,
                        MachineFacts.ofThisMachine());
        var sizes = Map.of("forks, iterations of each", inForks + ", " + each + " of " + time);
        write(timings, MicroPage.render(timings, facts, sizes));
        return 0;
    }

    private List<Timing> run(int inForks, int each, TimeValue time) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("benchmarks\\.micro\\..*" + only)
                        .forks(inForks)
                        .warmupIterations(each)
                        .warmupTime(time)
                        .measurementIterations(each)
                        .measurementTime(time)
                        .shouldFailOnError(true)
                        .build();
        Collection<RunResult> results = new Runner(options).run();
        return results.stream().map(MicroBenchmark::timing).toList();
    }

    private static Timing timing(RunResult result) {
        BenchmarkParams params = result.getParams();
        String method = params.getBenchmark();
        int classBegins = method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1;
        String parameters =
                params.getParamsKeys().stream()
                        .map(key -> key + "=" + params.getParam(key))
                        .collect(Collectors.joining(", "));
        var values = new ArrayList<Double>();
        for (var fork : result.getBenchmarkResults())
            for (var iteration : fork.getIterationResults())
                values.add(iteration.getPrimaryResult().getScore());
        return new Timing(method.substring(classBegins), parameters, values);
    }

    private String command() {
        var words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        int own = words.indexOf("--revision"); // the script's; it has a line on the page
        if (own >= 0) words.subList(own, own + 2).clear();
        return ("benchmarks/micro.sh " + String.join(" ", words)).trim();
    }

    private void write(List<Timing> timings, String page) throws IOException {
        Path directory =
                out != null
                        ? out
                        : Path.of(quick ? "benchmarks/target/performance" : "docs/performance");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(MicroPage.RAW), MicroPage.csv(timings));
        Files.writeString(directory.resolve(PAGE), page);
        PrintWriter console = spec.commandLine().getOut();
        console.println(page);
        console.println("Written to " + directory.resolve(PAGE));
        console.flush();
    }
}
