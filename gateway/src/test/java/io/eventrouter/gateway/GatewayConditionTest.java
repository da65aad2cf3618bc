package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.feed.FeedState;
import io.eventrouter.gateway.feed.FeedStatus;
import io.eventrouter.gateway.feed.LagStatus;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayConditionTest {
    private static final List<FeedStatus> FEEDS =
            List.of(
                    new FeedStatus(Lane.EXPRESS, FeedState.LIVE, 0, 0, ""),
                    new FeedStatus(Lane.SHARED, FeedState.CATCHING_UP, 9, 0, ""));

    @Test
    void saysWhatEachFeedDoes() {
        String text = GatewayCondition.of(FEEDS, new LagStatus(Duration.ofMillis(3), 0));

        assertThat(text).isEqualTo("express live, shared catching-up");
    }

    @Test
    void saysThatItLagsAndWhatGoesFirst() {
        String text = GatewayCondition.of(FEEDS, new LagStatus(Duration.ofMillis(2_440), 2));

        assertThat(text).endsWith("; lags by 2.4 s (2 workers), urgent events go first");
    }
}
