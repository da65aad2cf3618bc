package io.eventrouter.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockDiagnosisTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ClockDiagnosis clock =
            new ClockDiagnosis(NOON.plusMillis(400), NOON.plusMillis(600));

    @Test
    void agreesWithinTheSecondThatIsCutOff() {
        assertThat(clock.of("gw", NOON).severity()).isEqualTo(Severity.GOOD);
        assertThat(clock.of("gw", NOON.plusSeconds(2)).severity()).isEqualTo(Severity.GOOD);
        assertThat(clock.of("gw", NOON.minusSeconds(2)).severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void saysWhichClockIsAheadAndByHowMuchAtLeast() {
        assertThat(clock.of("gw", NOON.plusSeconds(10)).text())
                .startsWith("its clock is 9.40s ahead of this one");
        assertThat(clock.of("gw", NOON.minusSeconds(10)).text())
                .startsWith("its clock is 9.40s behind this one");
    }
}
