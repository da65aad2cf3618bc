package io.eventrouter.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.server.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FanoutOptionsTest {
    @Test
    void measuresAllOfAllUnlessToldOtherwise() {
        FanoutPlan plan = parse().plan();

        assertThat(plan.servers()).containsExactly(Server.values());
        assertThat(plan.measures()).containsExactly(Measure.values());
        assertThat(plan.sessions()).containsExactly(1_000, 5_000);
        assertThat(plan.idle()).isEqualTo(18_000);
    }

    @Test
    void keepsAQuickRunAwayFromTheRealPage() {
        FanoutOptions options = parse("--quick");

        assertThat(options.out()).isEqualTo(Path.of("benchmarks/target/performance"));
        assertThat(options.plan().rounds()).isEqualTo(1);
    }

    @Test
    void refusesSessionsThatDoNotRise() {
        FanoutOptions options = parse("--sessions", "10,5");

        assertThatIllegalArgumentException()
                .isThrownBy(options::plan)
                .withMessageContaining("--sessions");
    }

    private static FanoutOptions parse(String... words) {
        return CommandLine.populateCommand(new FanoutOptions(), words);
    }
}
