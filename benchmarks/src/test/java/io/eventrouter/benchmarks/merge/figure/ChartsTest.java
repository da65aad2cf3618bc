package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.merge.variant.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
    @TempDir Path directory;

    @Test
    void drawACurveForEachVariantAndABarForItsThroughput() throws IOException {
        var figures = new Figures<Variant>();
        figures.add(new Figure<>(Metrics.CPU_EFFICIENCY, Variant.COPY, 1, 1_000));
        var delays = new Delays();
        long[] nanos = LongStream.rangeClosed(1, 1_000).map(n -> n * 10_000).toArray();
        delays.add(Load.FLOODED, Variant.COPY, DelaySummary.of(nanos, nanos));

        List<Drawn> drawn = Charts.write(figures, delays, directory);

        assertThat(drawn)
                .extracting(Drawn::file)
                .containsExactly("merge-delay-flooded.svg", "merge-throughput.svg");
        assertThat(directory.resolve("merge-delay-flooded.svg")).content().contains("<svg");
    }

    @Test
    void namePercentilesWhereTheNumberOfNinesIsWhole() {
        double[] nines = {0, 1, 2, 3, 1.5};

        var names = Arrays.stream(nines).mapToObj(Charts::percentileText);

        assertThat(names).containsExactly("p0", "p90", "p99", "p99.9", "");
    }

    @Test
    void drawNothingWithoutFigures() throws IOException {
        var nothing = new Figures<Variant>();

        List<Drawn> drawn = Charts.write(nothing, new Delays(), directory);

        assertThat(drawn).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
