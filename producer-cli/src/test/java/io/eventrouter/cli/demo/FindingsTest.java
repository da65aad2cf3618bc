package io.eventrouter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Priorities;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Priorities LEVELS = Priorities.standard();
    private static final long MILLI = 1_000_000;

    @Test
    void countsWhatAnUrgentEventHasOvertaken() {
        var acts = acts("low", "low", "low", "critical", "low");
        var recording = arrivals(acts, 0, 3, 1, 2, 4);

        Findings findings = Findings.of(acts, new long[5], recording);

        assertThat(findings.overtaken()).containsExactly(2);
        assertThat(findings.medianOvertaken()).isEqualTo(2);
    }

    @Test
    void countsEventsThatNeverArrivedAsOvertaken() {
        var acts = acts("low", "low", "critical");
        var recording = arrivals(acts, 2);

        Findings findings = Findings.of(acts, new long[3], recording);

        assertThat(findings.overtaken()).containsExactly(2);
        assertThat(findings.arrived()).isEqualTo(1);
        assertThat(findings.sent()).isEqualTo(3);
    }

    @Test
    void measuresTheDelayOfEachLevelFromItsSending() {
        var acts = acts("low", "critical");
        var recording = new Recording(2);
        recording.arrived(1, 15 * MILLI);
        recording.arrived(0, 50 * MILLI);

        Findings findings = Findings.of(acts, new long[] {0, 10 * MILLI}, recording);

        assertThat(findings.levels())
                .extracting(l -> l.priority().name())
                .containsExactly("critical", "low");
        assertThat(findings.levels().get(0).atPercentile(50) / MILLI).isEqualTo(5);
        assertThat(findings.levels().get(1).atPercentile(100) / MILLI).isEqualTo(50);
    }

    @Test
    void reportsOrderDelaysAndOneSentence() {
        var acts = acts("low", "normal", "low", "critical");
        var findings = Findings.of(acts, new long[4], arrivals(acts, 3, 1, 0, 2));

        List<String> lines = new DemoReport(Palette.of(false)).lines(findings);

        assertThat(lines)
                .anyMatch(l -> l.contains("sent     ·+·!"))
                .anyMatch(l -> l.contains("arrived  !+··"))
                .anyMatch(l -> l.matches(" {2}critical +1 +1 +1\\.0 ms +1\\.0 ms +1\\.0 ms"));
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo(
                        "When a critical event arrived, 3 events sent before it were still waiting"
                                + " (median of 1): half of critical took 1.0 ms or less, half of"
                                + " low more than 3.0 ms.");
    }

    @Test
    void saysSoWhenThereWasNothingToOvertake() {
        var acts = acts("low", "critical", "low");
        var findings = Findings.of(acts, new long[3], arrivals(acts, 0, 1, 2));

        List<String> lines = new DemoReport(Palette.of(false)).lines(findings);

        assertThat(lines.get(lines.size() - 1)).startsWith("This machine kept up with the burst");
    }

    @Test
    void saysSoWhenNoUrgentEventArrived() {
        var acts = acts("low", "critical");
        var findings = Findings.of(acts, new long[2], arrivals(acts, 0));

        List<String> lines = new DemoReport(Palette.of(false)).lines(findings);

        assertThat(lines.get(lines.size() - 1)).isEqualTo("No critical event arrived.");
        assertThat(lines).anyMatch(l -> l.matches(" {2}critical +1 +0 +- +- +-"));
    }

    private static List<Act> acts(String... levels) {
        var acts = new ArrayList<Act>();
        for (String level : levels)
            acts.add(new Act(acts.size(), LEVELS.require(level), new Channel("a"), "t", "1"));
        return acts;
    }

    /** These acts arrived in that order, a millisecond apart. */
    private static Recording arrivals(List<Act> acts, int... numbers) {
        var recording = new Recording(acts.size());
        for (int i = 0; i < numbers.length; i++) recording.arrived(numbers[i], (i + 1) * MILLI);
        return recording;
    }
}
