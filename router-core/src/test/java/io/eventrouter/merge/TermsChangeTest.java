package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.schedule.RecordCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsChangeTest {
    private static final LevelSettings LEVELS =
            LevelSettings.parse("critical:express,high:4,low:1");

    @Test
    void takesOtherWeightsAndCosts() {
        var newLevels = LevelSettings.parse("critical:express,high:1,low:9");
        var newCost = new RecordCost(1, 0.5);

        assertThat(decide(newLevels, newCost)).isEqualTo(new TermsChange.Adopt(newLevels, newCost));
        assertThat(decide(LEVELS, newCost)).isEqualTo(new TermsChange.Adopt(LEVELS, newCost));
    }

    @Test
    void doesNothingWhereNothingOfItChanged() {
        assertThat(decide(LevelSettings.parse(LEVELS.toString()), RecordCost.UNIFORM))
                .isEqualTo(new TermsChange.None());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "critical:express,high:4|the levels are critical, high, low",
                "critical:express,high:4,normal:2,low:1|the levels are critical, high, low",
                "critical:express,low:1,high:4|the levels are critical, high, low",
                "critical:8,high:4,low:1|level critical would change lanes",
                "critical:express,high:express,low:1|level high would change lanes"
            })
    void refusesOtherLevelsOrLanesAndSaysWhatToDo(String levels, String reason) {
        var change = decide(LevelSettings.parse(levels), RecordCost.UNIFORM);

        assertThat(change)
                .isInstanceOfSatisfying(
                        TermsChange.Refuse.class,
                        r ->
                                assertThat(r.reason())
                                        .contains(reason)
                                        .contains("need")
                                        .contains("restart"));
    }

    private static TermsChange decide(LevelSettings newLevels, RecordCost newCost) {
        return TermsChange.decide(LEVELS, RecordCost.UNIFORM, newLevels, newCost);
    }
}
