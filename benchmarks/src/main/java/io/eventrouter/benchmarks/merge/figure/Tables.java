package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.MarkdownTable;
import io.eventrouter.benchmarks.figure.Numbers;
import io.eventrouter.benchmarks.figure.Spread;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of the page, a row for each variant. Stateless. */
final class Tables {
    private Tables() {}

    static String throughput(Figures<Variant> figures) {
        var table =
                new MarkdownTable(
                        "variant",
                        "events/s",
                        "events per CPU-second",
                        "events/s to best (a)",
                        "per CPU-second to best (a)",
                        "broker CPU, us per event");
        for (Variant variant : figures.subjects())
            table.row(
                    List.of(
                            variant.label(),
                            Numbers.withRange(figures.spread(Metrics.THROUGHPUT, variant)),
                            Numbers.withRange(figures.spread(Metrics.CPU_EFFICIENCY, variant)),
                            Numbers.withRange(
                                    figures.ratioToBest(
                                            Metrics.THROUGHPUT, variant, Variant::floor)),
                            Numbers.withRange(
                                    figures.ratioToBest(
                                            Metrics.CPU_EFFICIENCY, variant, Variant::floor)),
                            Numbers.median(figures.spread(Metrics.BROKER_CPU, variant))));
        return table.toString();
    }

    /**
     * @param levels names by rank
     */
    static String shares(Figures<Variant> figures, List<String> levels) {
        var heads = new ArrayList<String>();
        heads.add("variant");
        heads.addAll(levels);
        heads.add("worst window, points");
        heads.add("worst window, % of the share");
        var table = new MarkdownTable(heads.toArray(String[]::new));
        for (Variant variant : figures.subjects()) {
            var row = new ArrayList<String>();
            row.add(variant.label());
            for (String level : levels)
                row.add(
                        Numbers.median(
                                figures.spread(Metrics.share(level), variant), Numbers::percent));
            row.add(Numbers.largest(figures.spread(Metrics.SHARE_ERROR, variant)));
            row.add(Numbers.largest(figures.spread(Metrics.SHARE_RELATIVE_ERROR, variant)));
            table.row(row);
        }
        return table.toString();
    }

    static String delays(Figures<Variant> figures) {
        var table =
                new MarkdownTable(
                        "variant",
                        "unloaded p50",
                        "p99",
                        "p99.9",
                        "flooded p50",
                        "p99",
                        "p99.9",
                        "p99 flooded to unloaded",
                        "not arrived",
                        "routed/s meanwhile");
        for (Variant variant : figures.subjects()) {
            var row = new ArrayList<String>();
            row.add(variant.label());
            for (Load load : Load.values())
                for (double percentile : new double[] {50, 99, 99.9})
                    row.add(delay(figures, load, variant, percentile));
            row.add(
                    Numbers.withRange(
                            figures.ratio(
                                    Metrics.delay(Load.FLOODED, 99),
                                    Metrics.delay(Load.UNLOADED, 99),
                                    variant)));
            row.add(
                    Numbers.median(
                            figures.spread(Metrics.missing(Load.FLOODED), variant),
                            Numbers::percent));
            row.add(Numbers.median(figures.spread(Metrics.FLOOD_THROUGHPUT, variant)));
            table.row(row);
        }
        return table.toString();
    }

    /**
     * @param levels names by rank
     */
    static String criticalFlood(Figures<Variant> figures, List<String> levels) {
        var heads = new ArrayList<String>();
        heads.add("variant");
        levels.forEach(level -> heads.add(level + "/s"));
        heads.add(levels.get(0) + " offered, times the capacity");
        heads.add("all but " + levels.get(0) + ", of what was routed");
        heads.add("the same, of the variant's own throughput");
        var table = new MarkdownTable(heads.toArray(String[]::new));
        for (Variant variant : figures.subjects()) {
            var row = new ArrayList<String>();
            row.add(variant.label());
            for (String level : levels)
                row.add(Numbers.median(figures.spread(Metrics.criticalFlood(level), variant)));
            row.add(Numbers.median(figures.spread(Metrics.CRITICAL_FLOOD_OFFERED, variant)));
            row.add(Numbers.median(figures.spread(Metrics.OTHERS_PART, variant), Numbers::percent));
            row.add(
                    Numbers.median(
                            figures.ratio(Metrics.OTHERS_THROUGHPUT, Metrics.THROUGHPUT, variant),
                            Numbers::percent));
            table.row(row);
        }
        return table.toString();
    }

    static String heap(Figures<Variant> figures) {
        var table =
                new MarkdownTable("variant", "small backlog, MiB", "large backlog, MiB", "ratio");
        for (Variant variant : figures.subjects())
            if (variant.laned())
                table.row(
                        List.of(
                                variant.label(),
                                Numbers.withRange(figures.spread(Metrics.HEAP_SMALL, variant)),
                                Numbers.withRange(figures.spread(Metrics.HEAP_LARGE, variant)),
                                Numbers.withRange(
                                        figures.ratio(
                                                Metrics.HEAP_LARGE, Metrics.HEAP_SMALL, variant))));
        return table.toString();
    }

    /** A percentile that reaches events which had not arrived is a lower bound. */
    private static String delay(
            Figures<Variant> figures, Load load, Variant variant, double percentile) {
        Optional<Spread> missing = figures.spread(Metrics.missing(load), variant);
        boolean bound = missing.isPresent() && missing.get().largest() > 1 - percentile / 100;
        return Numbers.atLeast(bound, figures.median(Metrics.delay(load, percentile), variant));
    }
}
