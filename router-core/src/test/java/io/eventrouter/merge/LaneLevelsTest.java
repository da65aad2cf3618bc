package io.eventrouter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priority;
import io.eventrouter.schedule.StartTagScheduler;
import io.eventrouter.topics.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneLevelsTest {
    @Test
    void splitsTheLevelsByLaneAndKeepsTheirOrder() {
        List<LaneLevels> lanes =
                LaneLevels.of(LevelSettings.parse("critical:express,high:4,alert:express,low:1"));

        assertThat(lanes).extracting(LaneLevels::lane).containsExactly(Lane.EXPRESS, Lane.SHARED);
        assertThat(lanes.get(0).priorities())
                .extracting(Priority::name)
                .containsExactly("critical", "alert");
        assertThat(lanes.get(1).priorities())
                .extracting(Priority::name)
                .containsExactly("high", "low");
        assertThat(lanes.get(1).weights()).containsExactly(4, 1);
    }

    @Test
    void letsExpressLevelsShareEqually() {
        LaneLevels express = LaneLevels.of(LevelSettings.parse("a:express,b:express")).get(0);

        assertThat(express.weights())
                .containsExactly(StartTagScheduler.MAX_WEIGHT, StartTagScheduler.MAX_WEIGHT);
    }

    @Test
    void leavesOutALaneWithoutLevels() {
        assertThat(LaneLevels.of(LevelSettings.parse("a:2,b:1")))
                .extracting(LaneLevels::lane)
                .containsExactly(Lane.SHARED);
        assertThat(LaneLevels.of(LevelSettings.parse("a:express")))
                .extracting(LaneLevels::lane)
                .containsExactly(Lane.EXPRESS);
    }
}
