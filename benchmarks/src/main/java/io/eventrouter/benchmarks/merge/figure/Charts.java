package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.figure.ChartFiles;
import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the figures as SVG files. Stateless. */
public final class Charts {
    private static final double[] PERCENTILES = {
        50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99
    };

    private Charts() {}

    /**
     * Draws what there are figures for.
     *
     * @return titles by file name, in the order in which they belong on the page
     */
    public static List<Drawn> write(Figures<Variant> figures, Delays delays, Path directory)
            throws IOException {
        var drawn = new ArrayList<Drawn>();
        for (Load load : Load.values())
            if (!delays.under(load).isEmpty())
                drawn.add(
                        ChartFiles.save(
                                delayChart(load, delays.under(load)),
                                directory,
                                "merge-delay-" + load.text()));
        if (figures.spread(Metrics.CPU_EFFICIENCY).isPresent())
            drawn.add(ChartFiles.save(efficiencyChart(figures), directory, "merge-throughput"));
        return drawn;
    }

    private static XYChart delayChart(Load load, Map<Variant, Histogram> histograms) {
        String title =
                load == Load.UNLOADED
                        ? "Critical, publish to routed, unloaded"
                        : "Critical, publish to routed, while low floods";
        XYChart chart =
                new XYChartBuilder()
                        .width(ChartFiles.WIDTH)
                        .height(ChartFiles.HEIGHT)
                        .title(title)
                        .xAxisTitle("percentile")
                        .yAxisTitle("milliseconds")
                        .build();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setXAxisMin(0.0)
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
        chart.setCustomXAxisTickLabelsFormatter(Charts::percentileText);
        histograms.forEach((variant, histogram) -> addCurve(chart, variant, histogram));
        return chart;
    }

    /** The x of a percentile is its number of nines: 1 for p90, 2 for p99. */
    private static void addCurve(XYChart chart, Variant variant, Histogram histogram) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (double percentile : PERCENTILES) {
            double oneIn = 100 / (100 - percentile);
            if (oneIn > histogram.getTotalCount()) break;
            x.add(Math.log10(oneIn));
            y.add(histogram.getValueAtPercentile(percentile) / 1e6);
        }
        if (!x.isEmpty()) chart.addSeries(variant.label(), x, y).setMarker(SeriesMarkers.NONE);
    }

    /** Only whole numbers of nines have a name. */
    static String percentileText(double nines) {
        if (nines != Math.rint(nines)) return "";
        return "p"
                + BigDecimal.valueOf(100)
                        .subtract(BigDecimal.valueOf(100).movePointLeft((int) nines))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static CategoryChart efficiencyChart(Figures<Variant> figures) {
        CategoryChart chart =
                ChartFiles.bars(
                        "Events routed per CPU-second of the router, median of rounds", "events");
        for (Variant variant : figures.subjects())
            figures.median(Metrics.CPU_EFFICIENCY, variant)
                    .ifPresent(
                            median ->
                                    chart.addSeries(
                                            variant.label(), List.of("router"), List.of(median)));
        return chart;
    }
}
