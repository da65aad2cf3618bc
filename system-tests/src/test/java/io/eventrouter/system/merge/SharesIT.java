package io.eventrouter.system.merge;

import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import io.eventrouter.topics.Lane;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(240)
@ExtendWith(KafkaFixtureExtension.class)
class SharesIT {
    private static final int BACKLOG = 20_000;

    @Test
    void sharesTheSharedLaneByWeightWhileAllItsLevelsAreBacklogged(KafkaFixture kafka) {
        var weights = Map.of("high", 4, "normal", 2, "low", 1);
        try (var stage = new MergeStage(kafka, "levels=critical:express,high:4,normal:2,low:1")) {
            publishBacklog(stage, weights);

            stage.startRouter();

            assertShares(stage, weights);
        }
    }

    @Test
    void sharesAllLevelsByWeightWhereNoneIsExpress(KafkaFixture kafka) {
        var weights = Map.of("critical", 8, "high", 4, "normal", 2, "low", 1);
        try (var stage = new MergeStage(kafka, "levels=critical:8,high:4,normal:2,low:1")) {
            publishBacklog(stage, weights);

            stage.startRouter();

            assertShares(stage, weights);
        }
    }

    private static void publishBacklog(MergeStage stage, Map<String, Integer> weights) {
        for (String level : weights.keySet())
            for (int p = 0; p < stage.layout().partitions(); p++)
                stage.publishLoad(level, p, BACKLOG);
    }

    private static void assertShares(MergeStage stage, Map<String, Integer> weights) {
        for (int p = 0; p < stage.layout().partitions(); p++) {
            var routed = stage.routed(Lane.SHARED, p, BACKLOG * weights.size());
            var shares = Shares.of(routed, weights, BACKLOG);
            shares.assertEveryWindow(10_000, 0.01);
            shares.assertFairOverEveryInterval();
        }
    }
}
