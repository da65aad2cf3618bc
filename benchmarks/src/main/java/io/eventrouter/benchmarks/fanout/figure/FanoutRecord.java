package io.eventrouter.benchmarks.fanout.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.RawFigures;
import io.eventrouter.benchmarks.figure.RunFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured so far, of several runs: each kind of measurement is from one run, and the last
 * one that made it counts. Not thread-safe.
 */
public final class FanoutRecord {
    /** Every value. */
    public static final String RAW = "fanout.csv";

    /** Which run each kind of measurement is from: a line each. */
    static final String RUNS = "fanout-runs.txt";

    private static final String SEPARATOR = " | ";

    private final Figures<Server> figures;
    private final Map<Measure, String> runs = new EnumMap<>(Measure.class);
    private final List<String> problems = new ArrayList<>();

    FanoutRecord(Figures<Server> figures) {
        this.figures = figures;
    }

    /** What a directory holds; empty where there is none. */
    public static FanoutRecord read(Path directory) {
        var record = new FanoutRecord(RawFigures.parse(text(directory, RAW), Server::valueOf));
        text(directory, RUNS)
                .lines()
                .forEach(
                        line -> {
                            int end = line.indexOf(SEPARATOR);
                            String run = line.substring(end + SEPARATOR.length());
                            record.runs.put(Measure.valueOf(line.substring(0, end)), run);
                        });
        return record;
    }

    /** The same without those measures, which are to be made anew. */
    public FanoutRecord without(Collection<Measure> measures) {
        var kept = new Figures<Server>();
        for (Figure<Server> figure : figures.all())
            if (measures.stream().noneMatch(m -> figure.metric().name().startsWith(m.prefix())))
                kept.add(figure);
        var record = new FanoutRecord(kept);
        runs.forEach(
                (measure, run) -> {
                    if (!measures.contains(measure)) record.runs.put(measure, run);
                });
        return record;
    }

    public Figures<Server> figures() {
        return figures;
    }

    /** Those measures are of that run. */
    public void ran(Collection<Measure> measures, RunFacts facts, List<String> failed) {
        String run =
                String.join(SEPARATOR, facts.date(), "`" + facts.command() + "`", facts.revision());
        measures.forEach(measure -> runs.put(measure, run));
        problems.addAll(failed);
    }

    /** By measure: date, command and sources of its run, as cells of a table. */
    Map<Measure, List<String>> runs() {
        var cells = new EnumMap<Measure, List<String>>(Measure.class);
        runs.forEach((measure, run) -> cells.put(measure, List.of(run.split(" \\| ", -1))));
        return cells;
    }

    /** What failed in the last run. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    public void write(Path directory) {
        writeFigures(directory);
        var lines = new StringBuilder();
        runs.forEach(
                (measure, run) -> lines.append(measure).append(SEPARATOR).append(run).append('\n'));
        write(directory, RUNS, lines.toString());
    }

    public void writeFigures(Path directory) {
        write(directory, RAW, RawFigures.csv(figures));
    }

    private static void write(Path directory, String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
