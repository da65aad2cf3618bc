package io.eventrouter.benchmarks.fanout.figure;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.ChartFiles;
import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;

/** Draws the figures as SVG files. Stateless. */
public final class FanoutCharts {
    private FanoutCharts() {}

    /** Draws what there are figures for. */
    public static List<Drawn> write(Figures<Server> figures, Path directory) throws IOException {
        var drawn = new ArrayList<Drawn>();
        List<Broadcast> broadcasts = FanoutTargets.broadcasts(figures);
        if (!broadcasts.isEmpty())
            drawn.add(ChartFiles.save(cpu(figures, broadcasts), directory, "fanout-cpu"));
        return drawn;
    }

    private static CategoryChart cpu(Figures<Server> figures, List<Broadcast> broadcasts) {
        CategoryChart chart =
                ChartFiles.bars(
                        "CPU of the server per delivery, median of rounds",
                        "microseconds, logarithmic");
        chart.getStyler().setYAxisLogarithmic(true).setXAxisLabelRotation(30);
        List<String> labels = broadcasts.stream().map(Broadcast::label).toList();
        for (Server server : figures.subjects()) {
            List<Double> values =
                    broadcasts.stream()
                            .map(b -> figures.median(Metrics.cpu(b), server).orElse(Double.NaN))
                            .toList();
            if (values.stream().allMatch(v -> v > 0))
                chart.addSeries(server.label(), labels, values);
        }
        return chart;
    }
}
