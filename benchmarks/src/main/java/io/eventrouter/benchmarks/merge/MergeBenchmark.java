package io.eventrouter.benchmarks.merge;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.RawFigures;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.merge.figure.Charts;
import io.eventrouter.benchmarks.merge.figure.ReportPage;
import io.eventrouter.benchmarks.merge.figure.Run;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.MachineFacts;
import io.eventrouter.benchmarks.process.Workplace;
import io.eventrouter.config.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code benchmarks/merge.sh}. */
@Command(
        name = "merge.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures event-router's merge against its peers on one embedded broker, and writes a"
                        + " page with tables and charts. Loopback only; all processes and files are gone"
                        + " at the end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all was measured",
            "1:a measurement failed; the page says which",
            "2:wrong usage"
        })
public final class MergeBenchmark implements Callable<Integer> {
    private static final String PAGE = "merge.md";
    private static final String RAW = "merge.csv";

    @Mixin private BenchmarkOptions options;
    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new MergeBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = plan();
        Instant began = Instant.now();
        writeRaw(new Figures<>()); // before an hour of work: can it be written at all?
        Rounds rounds;
        try (var workplace = new Workplace(options.work());
                var bench = new Bench(plan, workplace)) {
            rounds = new Rounds(bench, this::writeRaw);
            rounds.run();
        }
        var run =
                new Run(
                        new RunFacts(
                                began,
                                Duration.between(began, Instant.now()),
                                command(),
                                options.revision(),
                                MachineFacts.ofThisMachine()),
                        plan.described(),
                        rounds.figures(),
                        rounds.problems());
        write(run, rounds);
        return rounds.problems().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        try {
            return options.plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String command() {
        var words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        int revision = words.indexOf("--revision"); // the script's own; it has a line on the page
        if (revision >= 0) words.subList(revision, revision + 2).clear();
        return ("benchmarks/merge.sh " + String.join(" ", words)).trim();
    }

    private void writeRaw(Figures<Variant> figures) {
        try {
            Files.createDirectories(options.out());
            Files.writeString(options.out().resolve(RAW), RawFigures.csv(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Run run, Rounds rounds) throws IOException {
        Path directory = options.out();
        var charts = Charts.write(run.figures(), rounds.delays(), directory);
        List<String> levels = Plan.LANED.levels().stream().map(Level::name).toList();
        String page = ReportPage.render(run, levels, charts, RAW);
        Files.writeString(directory.resolve(PAGE), page);
        PrintWriter out = spec.commandLine().getOut();
        out.println(page);
        out.println("Written to " + directory.resolve(PAGE));
        out.flush();
    }
}
