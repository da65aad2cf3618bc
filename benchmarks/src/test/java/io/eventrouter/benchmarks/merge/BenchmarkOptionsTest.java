package io.eventrouter.benchmarks.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventrouter.benchmarks.merge.variant.Variant;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkOptionsTest {
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Test
    void withoutAnyAllIsMeasuredForTheDocumentation() {
        parse();

        Plan plan = options.plan();

        assertThat(plan.variants()).containsExactly(Variant.values());
        assertThat(plan.measures()).containsExactly(Measure.values());
        assertThat(options.out()).isEqualTo(Path.of("docs/performance"));
    }

    @Test
    void quickIsSmallerAndLeavesTheDocumentationAlone() {
        Plan full = new BenchmarkOptionsTest().parse().plan();
        parse("--quick");

        Plan quick = options.plan();

        assertThat(quick.backlog()).isLessThan(full.backlog());
        assertThat(quick.rounds()).isEqualTo(1);
        assertThat(quick.variants(Measure.DELAY))
                .contains(Variant.STREAMS, Variant.COPY, Variant.STRICT, Variant.SPLIT)
                .contains(Variant.ROUTER);
        assertThat(quick.variants(Measure.SHARES)).containsExactly(Variant.SPLIT, Variant.ROUTER);
        assertThat(quick.variants(Measure.HEAP)).containsExactly(Variant.ROUTER);
        assertThat(options.out()).isEqualTo(Path.of("benchmarks/target/performance"));
    }

    @Test
    void whatIsSaidWinsOverThePreset() {
        parse(
                "--quick",
                "--variants=ROUTER,SPLIT",
                "--measure=DELAY",
                "--capacity=1000",
                "--window=7",
                "--variant-jvm=-Xmx1g -Xint");

        Plan plan = options.plan();

        assertThat(plan.variants()).containsExactly(Variant.ROUTER, Variant.SPLIT);
        assertThat(plan.measures()).containsExactly(Measure.DELAY);
        assertThat(plan.capacity()).hasValue(1000);
        assertThat(plan.window()).isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.variantOptions()).containsExactly("-Xmx1g", "-Xint");
    }

    @Test
    void refusesABacklogThatIsTooSmallForAWindowOfShares() {
        parse("--quick", "--backlog=1000");

        assertThatIllegalArgumentException()
                .isThrownBy(options::plan)
                .withMessageContaining("--backlog")
                .withMessageContaining("48000");
    }

    @Test
    void refusesAFloodOfUnknownSize() {
        parse("--measure=CRITICAL_FLOOD");

        assertThatIllegalArgumentException()
                .isThrownBy(options::plan)
                .withMessageContaining("--capacity");
    }

    private BenchmarkOptions parse(String... words) {
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("options", spec()))
                .parseArgs(words);
        return options;
    }

    private CommandLine.Model.CommandSpec spec() {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }
}
