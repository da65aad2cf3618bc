package io.eventrouter.benchmarks.figure;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all charts have in common: their size, their look, SVG. Stateless. */
public final class ChartFiles {
    public static final int WIDTH = 900;
    public static final int HEIGHT = 460;

    private ChartFiles() {}

    /** An empty chart of bars. */
    public static CategoryChart bars(String title, String unit) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .yAxisTitle(unit)
                        .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    /**
     * Writes it.
     *
     * @param directory made if it is not there
     * @param name of the file, without its ending
     */
    public static Drawn save(Chart<?, ?> chart, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, directory.resolve(name).toString(), VectorGraphicsFormat.SVG);
        return new Drawn(name + ".svg", chart.getTitle());
    }
}
