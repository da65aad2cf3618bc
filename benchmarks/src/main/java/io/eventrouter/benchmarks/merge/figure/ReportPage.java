package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.merge.figure.Charts.Drawn;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page that a run leaves: method, machine, command, figures. Stateless. */
public final class ReportPage {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final double GIB = 1L << 30;

    private ReportPage() {}

    /**
     * @param levels names by rank
     * @param rawFile name of the file with every value, beside the page
     */
    public static String render(Run run, List<String> levels, List<Drawn> charts, String rawFile) {
        Figures figures = run.figures();
        var page = new StringBuilder();
        page.append(
                "# The merge against its peers\n\n"
                        + "Written by the benchmark itself; every number below was measured in the run that"
                        + " it describes.\nValues are medians over rounds, with the range in parentheses;"
                        + " ratios are taken within a round.\nEvery single value is in ["
                        + rawFile
                        + "]("
                        + rawFile
                        + ").\n\n");
        section(page, "Run", facts(run));
        if (figures.variants().stream().anyMatch(Variant::laned))
            section(page, "Targets", targets(figures));
        section(page, "Throughput", ReportText.THROUGHPUT + Tables.throughput(figures));
        section(
                page,
                "Shares",
                ReportText.SHARES + Tables.shares(figures, levels) + laned(figures));
        section(
                page,
                "Critical delay",
                ReportText.DELAY + Tables.delays(figures) + offered(figures));
        section(
                page,
                "A flood of critical",
                ReportText.CRITICAL_FLOOD + Tables.criticalFlood(figures, levels));
        section(page, "Heap", ReportText.HEAP + Tables.heap(figures));
        for (Drawn chart : charts)
            page.append("![")
                    .append(chart.title())
                    .append("](")
                    .append(chart.file())
                    .append(")\n\n");
        section(page, "What is compared", ReportText.VARIANTS + settings(figures));
        section(page, "Method and noise", ReportText.METHOD + noise(figures));
        if (!run.problems().isEmpty()) section(page, "Not measured", problems(run));
        return page.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder page, String title, String text) {
        page.append("## ").append(title).append("\n\n").append(text.stripTrailing()).append("\n\n");
    }

    private static String facts(Run run) {
        var table = new MarkdownTable("what", "value");
        table.row(List.of("date", DATE.format(run.began())));
        table.row(
                List.of(
                        "took",
                        run.took().toMinutes() + " min " + run.took().toSecondsPart() + " s"));
        table.row(List.of("command", "`" + run.command() + "`"));
        table.row(List.of("sources", run.revision()));
        table.row(
                List.of(
                        "machine",
                        run.machine().processors()
                                + " x "
                                + run.machine().processor()
                                + ", "
                                + Numbers.number(run.machine().memoryBytes() / GIB)
                                + " GiB, "
                                + run.machine().system()));
        table.row(List.of("JDK", run.machine().jdk()));
        table.row(List.of("Kafka, broker and clients", run.machine().kafka()));
        run.sizes().forEach((name, value) -> table.row(List.of(name, value)));
        return table.toString();
    }

    private static String targets(Figures figures) {
        var table = new MarkdownTable("target", "measured", "");
        for (Variant ours : figures.variants())
            if (ours.laned())
                for (Targets.Outcome outcome : Targets.of(figures, ours))
                    table.row(outcome.cells());
        return table.toString();
    }

    private static String laned(Figures figures) {
        var text = new StringBuilder();
        for (Variant variant : figures.variants())
            figures.spread(Metric.LANED_SHARE_ERROR, variant)
                    .ifPresent(
                            points ->
                                    text.append("\n")
                                            .append(variant.label())
                                            .append(
                                                    ", default levels (critical express), shared lane:"
                                                            + " worst window ")
                                            .append(Numbers.number(points.largest()))
                                            .append(" points, ")
                                            .append(
                                                    Numbers.largest(
                                                            figures.spread(
                                                                    Metric
                                                                            .LANED_SHARE_RELATIVE_ERROR,
                                                                    variant)))
                                            .append(" % of the share.\n"));
        return text.toString();
    }

    private static String offered(Figures figures) {
        var table =
                new MarkdownTable(
                        "variant", "offered, times the capacity", "still waiting at the end");
        for (Variant variant : figures.variants())
            table.row(
                    List.of(
                            variant.label(),
                            Numbers.withRange(figures.spread(Metric.FLOOD_OFFERED, variant)),
                            Numbers.withRange(figures.spread(Metric.FLOOD_WAITING, variant))));
        return "\nThe flood, over its whole time:\n\n" + table;
    }

    private static String settings(Figures figures) {
        var table = new MarkdownTable("variant", "client settings that are not Kafka's defaults");
        for (Variant variant : figures.variants())
            table.row(
                    List.of(
                            variant.label(),
                            variant.laned()
                                    ? "event-router's own defaults"
                                    : text(new TreeMap<>(variant.tuning()))));
        return table.toString();
    }

    private static String text(Map<String, String> tuning) {
        if (tuning.isEmpty()) return "none";
        return "`"
                + String.join(
                        "`, `",
                        tuning.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList())
                + "`";
    }

    private static String noise(Figures figures) {
        return figures.spread(Metric.OTHERS_CPU)
                .map(
                        s ->
                                "\nWhile "
                                        + s.count()
                                        + " measurements were made, others on the machine used "
                                        + Numbers.number(s.median())
                                        + " processors in the median, "
                                        + Numbers.number(s.smallest())
                                        + " to "
                                        + Numbers.number(s.largest())
                                        + ".\n")
                .orElse("\nHow busy others kept the machine is not known.\n");
    }

    private static String problems(Run run) {
        var text = new StringBuilder();
        for (String problem : run.problems())
            text.append("- ").append(problem.replace("\n", "\n  ")).append('\n');
        return text.toString();
    }
}
