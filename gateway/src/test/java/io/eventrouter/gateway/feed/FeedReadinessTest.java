package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.kafka;
import static io.eventrouter.gateway.feed.OneFeed.SHARED_2;
import static io.eventrouter.gateway.feed.OneFeed.SHARED_3;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a feed says of itself while brokers are away, and after. */
@Timeout(30)
class FeedReadinessTest {
    private static final Duration LONG = Duration.ofSeconds(16);

    private final BrokersConsumer consumer = new BrokersConsumer();
    private final OneFeed one = new OneFeed(consumer);

    @BeforeEach
    void twoBrokersLeadAPartitionEach() {
        consumer.led(SHARED_2, 1);
        consumer.led(SHARED_3, 2);
        consumer.answered(1, 1);
        consumer.answered(2, 1);
        one.feed.step();
        assertThat(one.state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void isCutOffWhileOneOfItsBrokersIsSilent() {
        one.clock.pass(LONG);
        consumer.answered(1, 40);

        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.CUT_OFF);
        assertThat(one.feed.status().isReady()).isFalse();
        assertThat(one.feed.status().isAlive()).isTrue();
    }

    @Test
    void isNotReadyAfterItWasCutOffBeforeItHasPassedThePresentEnds() {
        one.clock.pass(LONG);
        one.feed.step();
        consumer.updateEndOffsets(Map.of(SHARED_2, 6L, SHARED_3, 7L));

        bothAnswerAgain();
        one.feed.step();
        assertThat(one.state()).isEqualTo(FeedState.CATCHING_UP);
        consumer.addRecord(kafka(2, 5, "low", "a"));
        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void isNotReadyAfterAFailureBeforeItHasPassedThePresentEnds() {
        consumer.setPollException(new NotLeaderOrFollowerException("moved"));
        one.feed.step();
        consumer.updateEndOffsets(Map.of(SHARED_2, 6L, SHARED_3, 7L));

        one.clock.pass(Duration.ofMillis(100));
        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.CATCHING_UP);
    }

    @Test
    void readsOnWhileItCannotLearnThePresentEnds() {
        one.clock.pass(LONG);
        one.feed.step();
        bothAnswerAgain();
        consumer.setOffsetsException(new TimeoutException("no leader yet"));
        consumer.addRecord(kafka(2, 5, "low", "a"));

        one.feed.step();
        assertThat(one.state()).isEqualTo(FeedState.CATCHING_UP);
        assertThat(one.reader.poll()).isNotNull();
        one.clock.pass(Duration.ofSeconds(1));
        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void catchesUpAgainAfterRetentionHasOvertakenIt() {
        consumer.updateBeginningOffsets(Map.of(SHARED_2, 50L, SHARED_3, 0L));
        consumer.updateEndOffsets(Map.of(SHARED_2, 51L, SHARED_3, 7L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(SHARED_2, 5L)));

        one.feed.step();
        assertThat(one.state()).isEqualTo(FeedState.CATCHING_UP);
        consumer.addRecord(kafka(2, 50, "low", "a"));
        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void keepsTheLagThatItKnewWhileThatOfAPartitionIsNotKnown() {
        consumer.updateEndOffsets(Map.of(SHARED_2, 25L, SHARED_3, 7L));
        one.feed.step();
        assertThat(one.feed.status().lag()).isEqualTo(20);

        consumer.forgetLagOf(SHARED_2);
        one.feed.step();

        assertThat(one.feed.status().lag()).isEqualTo(20);
    }

    @Test
    void doesNotWaitForAPositionThatIsNotConfirmedToLearnItsLag() {
        for (int i = 0; i < 20; i++) consumer.addRecord(kafka(2, 5 + i, "low", "a"));
        one.feed.step();
        consumer.confirmPositions(false);

        one.clock.pass(Duration.ofSeconds(2));
        one.feed.step();

        assertThat(consumer.paused()).isNotEmpty();
        assertThat(one.state()).isEqualTo(FeedState.LIVE);
        assertThat(consumer.longestWait()).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitForAPositionThatIsNotConfirmedToLearnWhetherItHasCaughtUp() {
        one.clock.pass(LONG);
        one.feed.step();
        bothAnswerAgain();
        consumer.confirmPositions(false);

        one.feed.step();
        assertThat(one.state()).isEqualTo(FeedState.CATCHING_UP);
        consumer.confirmPositions(true);
        one.feed.step();

        assertThat(one.state()).isEqualTo(FeedState.LIVE);
    }

    private void bothAnswerAgain() {
        one.clock.pass(Duration.ofSeconds(1));
        consumer.answered(1, 50);
        consumer.answered(2, 50);
    }
}
