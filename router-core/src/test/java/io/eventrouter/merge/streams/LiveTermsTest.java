package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.InvalidSettingsException;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTermsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Settings atStart = Lanes.settings("levels=critical:express,high:4,low:1");
    private final LiveTerms terms = new LiveTerms(atStart, meters);

    @Test
    void givesEachLaneItsNewTerms() {
        terms.changed(
                atStart,
                Lanes.settings("levels=critical:express,high:1,low:7", "router.cost-per-byte=0.5"));

        assertThat(terms.of(Lane.SHARED).get().weights()).containsExactly(1, 7);
        assertThat(terms.of(Lane.SHARED).get().cost().perByte()).isEqualTo(0.5);
        assertThat(terms.of(Lane.EXPRESS).get().cost().perByte()).isEqualTo(0.5);
        assertThat(weight("low")).isEqualTo(7);
        assertThat(changes("adopted")).isEqualTo(1);
        assertThat(changes("refused")).isZero();
    }

    @Test
    void keepsTheOldOnesWhereALevelChangesLanesAndCountsIt() {
        terms.changed(atStart, Lanes.settings("levels=critical:9,high:9,low:9"));

        assertThat(terms.of(Lane.SHARED).get().weights()).containsExactly(4, 1);
        assertThat(weight("high")).isEqualTo(4);
        assertThat(changes("refused")).isEqualTo(1);
    }

    @Test
    void keepsTheOldOnesWhereTheFileIsInvalidAndCountsIt() {
        terms.invalid(new InvalidSettingsException(List.of("levels: bad")));

        assertThat(terms.of(Lane.SHARED).get().weights()).containsExactly(4, 1);
        assertThat(changes("refused")).isEqualTo(1);
    }

    @Test
    void takesNoticeOfNothingElse() {
        terms.changed(
                atStart, Lanes.settings("levels=critical:express,high:4,low:1", "gateway.port=1"));

        assertThat(changes("adopted") + changes("refused")).isZero();
    }

    private double weight(String level) {
        return meters.get("eventrouter.router.weight").tag("level", level).gauge().value();
    }

    private double changes(String outcome) {
        return meters.get("eventrouter.router.settings.changes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
