package io.eventrouter.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.process.MachineFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicroPageTest {
    private static final RunFacts FACTS =
            new RunFacts(
                    Instant.EPOCH,
                    Duration.ZERO,
                    "benchmarks/micro.sh",
                    "abc",
                    new MachineFacts("cpu", 2, 1L << 30, "Linux", "17", "4"));

    @Test
    void holdsTheDispatchAgainstItsTarget() {
        var timing = new Timing("Dispatch.toOneOfMany", "", List.of(9_000.0, 11_000.0, 9_500.0));

        String page = MicroPage.render(List.of(timing), FACTS, Map.of());

        assertThat(page)
                .contains("at most 10,000 ns | 9,500 (9,000-11,000) | met |")
                .contains("| Dispatch.toOneOfMany | 9,500 (9,000-11,000) |");
    }

    @Test
    void leavesTheTargetOpenWithoutTheDispatch() {
        var timing = new Timing("Encode.toJson", "dataBytes=128", List.of(700.0));

        String page = MicroPage.render(List.of(timing), FACTS, Map.of());

        assertThat(page)
                .contains("| - | not measured |")
                .contains("| Encode.toJson, dataBytes=128 | 700 |");
    }

    @Test
    void writesEveryValue() {
        var timing = new Timing("Encode.toJson", "dataBytes=128", List.of(700.0, 701.5));

        String csv = MicroPage.csv(List.of(timing));

        assertThat(csv)
                .isEqualTo(
                        """
                        benchmark,parameters,round,ns
                        Encode.toJson,"dataBytes=128",1,700.0
                        Encode.toJson,"dataBytes=128",2,701.5
                        """);
    }
}
