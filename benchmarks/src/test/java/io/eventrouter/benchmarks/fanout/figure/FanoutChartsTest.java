package io.eventrouter.benchmarks.fanout.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanoutChartsTest {
    @TempDir Path directory;

    private final Figures<Server> figures = new Figures<>();

    @Test
    void drawBarsForEveryServerThatWasMeasured() throws IOException {
        for (Broadcast broadcast :
                List.of(new Broadcast(1_000, 128, 1), new Broadcast(1_000, 128, 32))) {
            figures.add(new Figure<>(Metrics.cpu(broadcast), Server.DISPATCH, 1, 5.5));
            figures.add(new Figure<>(Metrics.cpu(broadcast), Server.BUN, 1, 0.28));
        }

        List<Drawn> drawn = FanoutCharts.write(figures, directory);

        assertThat(drawn).extracting(Drawn::file).containsExactly("fanout-cpu.svg");
        assertThat(directory.resolve("fanout-cpu.svg")).content().contains("<svg");
    }

    @Test
    void drawNothingWithoutFigures() throws IOException {
        List<Drawn> drawn = FanoutCharts.write(figures, directory);

        assertThat(drawn).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
