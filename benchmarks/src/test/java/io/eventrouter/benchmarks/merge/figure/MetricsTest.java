package io.eventrouter.benchmarks.merge.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void namesADelayByLoadAndPercentile() {
        var whole = Metrics.delay(Load.UNLOADED, 99);
        var fraction = Metrics.delay(Load.FLOODED, 99.9);

        assertThat(whole.name()).isEqualTo("delay-unloaded-p99");
        assertThat(fraction.name()).isEqualTo("delay-flooded-p99.9");
    }
}
