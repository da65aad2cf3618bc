package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.merge.variant.Variant;
import io.eventrouter.benchmarks.process.MachineFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");

    private final Figures<Variant> figures = new Figures<>();

    @Test
    void tellsWhereWhenAndHowItWasMeasured() {
        figures.add(new Figure<>(Metrics.THROUGHPUT, Variant.COPY, 1, 123456));

        String page = render(List.of());

        assertThat(page)
                .contains("| date | 2026-11-24 10:15 UTC |")
                .contains("| took | 61 min 5 s |")
                .contains("| command | `benchmarks/merge.sh --quick` |")
                .contains("| machine | 2 x A processor, 8.00 GiB, An OS |")
                .contains("| JDK | A JDK |")
                .contains("| Kafka, broker and clients | 1.2.3 |")
                .contains("| rounds | 5 |")
                .contains("](merge.csv)");
    }

    @Test
    void showsOnlyWhatWasMeasured() {
        figures.add(new Figure<>(Metrics.THROUGHPUT, Variant.COPY, 1, 123456));

        String page = render(List.of());

        assertThat(page)
                .contains("| (b) copy loop, defaults | 123,456 | - | - | - | - |")
                .doesNotContain("(c) strict poll loop |")
                .doesNotContain("## Targets");
    }

    @Test
    void marksPercentilesThatReachEventsWhichDidNotArriveAsLowerBounds() {
        figures.add(new Figure<>(Metrics.delay(Load.FLOODED, 50), Variant.STRICT, 1, 10));
        figures.add(new Figure<>(Metrics.delay(Load.FLOODED, 99), Variant.STRICT, 1, 20));
        figures.add(new Figure<>(Metrics.missing(Load.FLOODED), Variant.STRICT, 1, 0.02));

        String page = render(List.of());

        assertThat(page).contains("| - | - | - | 10.0 | ≥ 20.0 | - | - | 2.0 % | - |");
    }

    @Test
    void listsWhatCouldNotBeMeasured() {
        figures.add(new Figure<>(Metrics.THROUGHPUT, Variant.ROUTER, 1, 1));

        String page = render(List.of("HEAP of (a): out of memory"));

        assertThat(page)
                .contains("## Not measured\n\n- HEAP of (a): out of memory\n")
                .contains("## Targets");
    }

    @Test
    void showsChartsWithTheirTitles() {
        figures.add(new Figure<>(Metrics.THROUGHPUT, Variant.ROUTER, 1, 1));

        String page = render(List.of());

        assertThat(page).contains("![A title](a-chart.svg)");
    }

    private String render(List<String> problems) {
        var run =
                new Run(
                        new RunFacts(
                                Instant.parse("2026-11-24T10:15:30Z"),
                                Duration.ofSeconds(3665),
                                "benchmarks/merge.sh --quick",
                                "abc",
                                new MachineFacts(
                                        "A processor", 2, 8L << 30, "An OS", "A JDK", "1.2.3")),
                        Map.of("rounds", "5"),
                        figures,
                        problems);
        return ReportPage.render(
                run, LEVELS, List.of(new Drawn("a-chart.svg", "A title")), "merge.csv");
    }
}
