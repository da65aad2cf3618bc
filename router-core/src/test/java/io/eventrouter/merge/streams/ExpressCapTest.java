package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.merge.ShareBucket;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExpressCapTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos = -5;
    private Runnable whileParked = () -> {};
    private final ExpressCap cap =
            new ExpressCap(
                    0.5,
                    meters,
                    () -> nanos,
                    wait -> {
                        nanos += wait;
                        whileParked.run();
                    });
    private final LanePace express = cap.of(Lane.EXPRESS);
    private final LanePace shared = cap.of(Lane.SHARED);

    @Test
    void holdsNobodyWhileTheSharedLaneKeepsUp() {
        shared.lag(500);

        express(5_000);

        assertThat(heldCount()).isZero();
    }

    @Test
    void letsABurstThroughAndThenHoldsEachForTwoMillisecondsAtMost() {
        shared.lag(501);

        express(ShareBucket.BURST + 10);

        assertThat(heldCount()).isEqualTo(10);
        assertThat(heldNanos()).isEqualTo(20e6);
    }

    @Test
    void letsOneGoAsSoonAsTheSharedLaneHasEarnedIt() {
        shared.lag(501);
        express(ShareBucket.BURST);
        whileParked = shared::next;

        express(10);

        assertThat(heldNanos()).isEqualTo(2e6);
    }

    @Test
    void holdsNobodyOnceTheBacklogIsGoneOrTheSharedLaneStandsStill() {
        shared.lag(501);
        express(ShareBucket.BURST);
        nanos += Duration.ofSeconds(1).toNanos();

        express(1_000);

        assertThat(heldCount()).isZero();
    }

    private void express(int records) {
        for (int i = 0; i < records; i++) express.next();
    }

    private long heldCount() {
        return meters.get("eventrouter.router.express.held").timer().count();
    }

    private double heldNanos() {
        return meters.get("eventrouter.router.express.held")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS);
    }
}
