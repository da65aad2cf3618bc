package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.merge.variant.Variant;
import org.junit.jupiter.api.Test;

class RawFiguresTest {
    @Test
    void holdEveryValueAsItWasMeasured() {
        var figures = new Figures();
        figures.add(new Figure(Metric.THROUGHPUT, Variant.COPY, 2, 12.345678901));

        String csv = RawFigures.csv(figures);

        assertThat(csv)
                .isEqualTo(
                        """
                        metric,unit,variant,round,value
                        throughput,"events/s",COPY,2,12.345678901
                        """);
    }
}
