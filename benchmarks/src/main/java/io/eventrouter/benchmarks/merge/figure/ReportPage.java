package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.MarkdownTable;
import io.eventrouter.benchmarks.figure.Numbers;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.Page;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page that a run leaves: method, machine, command, figures. Stateless. */
public final class ReportPage {
    private ReportPage() {}

    /**
     * @param levels names by rank
     * @param rawFile name of the file with every value, beside the page
     */
    public static String render(Run run, List<String> levels, List<Drawn> charts, String rawFile) {
        Figures<Variant> figures = run.figures();
        var page = new Page("The merge against its peers", rawFile);
        page.section("Run", run.facts().table(run.sizes()));
        if (figures.subjects().stream().anyMatch(Variant::laned))
            page.section("Targets", targets(figures));
        page.section("Throughput", ReportText.THROUGHPUT + Tables.throughput(figures));
        page.section("Shares", ReportText.SHARES + Tables.shares(figures, levels) + laned(figures));
        page.section(
                "Critical delay", ReportText.DELAY + Tables.delays(figures) + offered(figures));
        page.section(
                "A flood of critical",
                ReportText.CRITICAL_FLOOD + Tables.criticalFlood(figures, levels));
        page.section("Heap", ReportText.HEAP + Tables.heap(figures));
        charts.forEach(page::chart);
        page.section("What is compared", ReportText.VARIANTS + settings(figures));
        page.section(
                "Method and noise",
                ReportText.METHOD + RunFacts.noise(figures.spread(Metrics.OTHERS_CPU)));
        if (!run.problems().isEmpty()) page.section("Not measured", problems(run));
        return page.toString();
    }

    private static String targets(Figures<Variant> figures) {
        return Outcome.table(
                figures.subjects().stream()
                        .filter(Variant::laned)
                        .flatMap(ours -> Targets.of(figures, ours).stream())
                        .toList());
    }

    private static String laned(Figures<Variant> figures) {
        var text = new StringBuilder();
        for (Variant variant : figures.subjects())
            figures.spread(Metrics.LANED_SHARE_ERROR, variant)
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
                                                                    Metrics
                                                                            .LANED_SHARE_RELATIVE_ERROR,
                                                                    variant)))
                                            .append(" % of the share.\n"));
        return text.toString();
    }

    private static String offered(Figures<Variant> figures) {
        var table =
                new MarkdownTable(
                        "variant", "offered, times the capacity", "still waiting at the end");
        for (Variant variant : figures.subjects())
            table.row(
                    List.of(
                            variant.label(),
                            Numbers.withRange(figures.spread(Metrics.FLOOD_OFFERED, variant)),
                            Numbers.withRange(figures.spread(Metrics.FLOOD_WAITING, variant))));
        return "\nThe flood, over its whole time:\n\n" + table;
    }

    private static String settings(Figures<Variant> figures) {
        var table = new MarkdownTable("variant", "client settings that are not Kafka's defaults");
        for (Variant variant : figures.subjects())
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

    private static String problems(Run run) {
        var text = new StringBuilder();
        for (String problem : run.problems())
            text.append("- ").append(problem.replace("\n", "\n  ")).append('\n');
        return text.toString();
    }
}
