package io.eventrouter.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.merge.figure.Metrics;
import io.eventrouter.benchmarks.merge.variant.Variant;
import org.junit.jupiter.api.Test;

class RawFiguresTest {
    @Test
    void holdEveryValueAsItWasMeasured() {
        var figures = new Figures<Variant>();
        figures.add(new Figure<>(Metrics.THROUGHPUT, Variant.COPY, 2, 12.345678901));

        String csv = RawFigures.csv(figures);

        assertThat(csv)
                .isEqualTo(
                        """
                        metric,unit,subject,round,value
                        throughput,"events/s",COPY,2,12.345678901
                        """);
    }
}
