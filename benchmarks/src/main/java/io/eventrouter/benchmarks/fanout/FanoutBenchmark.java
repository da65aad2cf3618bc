package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.FanoutCharts;
import io.eventrouter.benchmarks.fanout.figure.FanoutPage;
import io.eventrouter.benchmarks.fanout.figure.FanoutRecord;
import io.eventrouter.benchmarks.fanout.server.Installed;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.process.MachineFacts;
import io.eventrouter.benchmarks.process.Workplace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code benchmarks/fanout.sh}. */
@Command(
        name = "fanout.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures event-router's fan-out against its peers under the same clients, and writes a"
                        + " page with tables and charts. Linux, loopback only; all processes and files are"
                        + " gone at the end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all was measured",
            "1:a measurement failed; the page says which",
            "2:wrong usage"
        })
public final class FanoutBenchmark implements Callable<Integer> {
    private static final String PAGE = "fanout.md";

    @Mixin private FanoutOptions options;
    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new FanoutBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        FanoutPlan plan = plan();
        Instant began = Instant.now();
        Installed installed = Installed.find(options.peers());
        FanoutRecord record = FanoutRecord.read(options.out()).without(plan.measures());
        record.write(options.out()); // before the work: can it be written at all?
        FanoutRounds rounds;
        try (var workplace = new Workplace(options.work())) {
            var bench = new FanoutBench(plan, installed, workplace);
            rounds =
                    new FanoutRounds(
                            bench, record.figures(), () -> record.writeFigures(options.out()));
            rounds.run();
        }
        var facts =
                new RunFacts(
                        began,
                        Duration.between(began, Instant.now()),
                        command(),
                        options.revision(),
                        MachineFacts.ofThisMachine());
        record.ran(plan.measures(), facts, rounds.problems());
        record.write(options.out());
        write(record, facts, plan, installed);
        return rounds.problems().isEmpty() ? 0 : 1;
    }

    private FanoutPlan plan() {
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
        // Where the peers are is of this machine, and says nothing to others.
        int peers = words.indexOf("--peers");
        if (peers >= 0) words.set(peers + 1, "DIR");
        return ("benchmarks/fanout.sh " + String.join(" ", words)).trim();
    }

    private void write(FanoutRecord record, RunFacts facts, FanoutPlan plan, Installed installed)
            throws IOException {
        Path directory = options.out();
        var charts = FanoutCharts.write(record.figures(), directory);
        String page =
                FanoutPage.render(record, facts, plan.described(), installed.versions(), charts);
        Files.writeString(directory.resolve(PAGE), page);
        PrintWriter out = spec.commandLine().getOut();
        out.println(page);
        out.println("Written to " + directory.resolve(PAGE));
        out.flush();
    }
}
