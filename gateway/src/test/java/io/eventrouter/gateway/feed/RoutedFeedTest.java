package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.TOPIC;
import static io.eventrouter.gateway.RoutedRecords.kafka;
import static io.eventrouter.gateway.feed.OneFeed.SHARED_2;
import static io.eventrouter.gateway.feed.OneFeed.SHARED_3;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoutedFeedTest {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final OneFeed one = new OneFeed(consumer);
    private final ManualClock clock = one.clock;
    private final LookAhead lookAhead = one.lookAhead;
    private final Reader reader = one.reader;
    private final RoutedFeed feed = one.feed;

    @Test
    void readsThePartitionsOfItsLaneFromTheirStart() {
        feed.step();

        assertThat(consumer.assignment()).containsExactlyInAnyOrder(SHARED_2, SHARED_3);
        assertThat(consumer.position(SHARED_2)).isEqualTo(5);
        assertThat(consumer.position(SHARED_3)).isEqualTo(7);
    }

    @Test
    void handsEventsToTheLookAhead() {
        feed.step();
        consumer.addRecord(kafka(2, 5, "low", "a"));
        consumer.addRecord(kafka(3, 7, "high", "b"));

        int work = feed.step();

        assertThat(work).isEqualTo(2);
        assertThat(reader.poll().record().position()).hasToString("3:7");
        assertThat(reader.poll().record().position()).hasToString("2:5");
        assertThat(counter("eventrouter.gateway.events.in", "level", "high")).isEqualTo(1);
    }

    @Test
    void isReadyOnceItHasPassedTheEndsThatItSawAtStart() {
        consumer.updateEndOffsets(Map.of(SHARED_2, 6L, SHARED_3, 7L));

        feed.step();
        assertThat(feed.status().state()).isEqualTo(FeedState.CATCHING_UP);
        assertThat(feed.status().isReady()).isFalse();
        consumer.addRecord(kafka(2, 5, "low", "a"));
        feed.step();

        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
        assertThat(feed.status().isReady()).isTrue();
    }

    @Test
    void countsAndSkipsARecordThatTheMergeDidNotWrite() {
        feed.step();
        consumer.addRecord(
                new ConsumerRecord<>(TOPIC, 2, 5, "k".getBytes(UTF_8), "v".getBytes(UTF_8)));
        consumer.addRecord(kafka(2, 6, "low", "a"));

        feed.step();

        assertThat(reader.poll().record().position()).hasToString("2:6");
        assertThat(feedCounter("unreadable")).isEqualTo(1);
    }

    @Test
    void countsAndSkipsAnEventOfALevelThatOnlyTheRouterHas() {
        feed.step();
        consumer.addRecord(kafka(2, 5, "urgent", "a"));
        consumer.addRecord(kafka(2, 6, "low", "a"));

        feed.step();

        assertThat(reader.poll().record().position()).hasToString("2:6");
        assertThat(feedCounter("unknown.level")).isEqualTo(1);
        assertThat(feedCounter("unreadable")).isZero();
    }

    @Test
    void pausesItsConsumerWhenItsPartOfTheLookAheadIsFull() {
        feed.step();
        fillLookAhead();

        feed.step();

        assertThat(consumer.paused()).containsExactlyInAnyOrder(SHARED_2, SHARED_3);
        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void resumesWhenHalfOfItIsFreeAndNotBefore() {
        feed.step();
        fillLookAhead();
        feed.step();

        reader.dispatched(reader.poll());
        feed.step();
        assertThat(consumer.paused()).isNotEmpty();
        while (!reader.isEmpty()) reader.dispatched(reader.poll());
        feed.step();

        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void showsHowFarTheEndIsAway() {
        feed.step();
        consumer.updateEndOffsets(Map.of(SHARED_2, 9L, SHARED_3, 10L));

        feed.step();

        assertThat(feed.status().lag()).isEqualTo(7);
    }

    @Test
    void showsHowFarTheEndIsAwayWhileItIsPaused() {
        feed.step();
        fillLookAhead();
        feed.step();
        long position = consumer.position(SHARED_2);
        consumer.updateEndOffsets(Map.of(SHARED_2, position + 30, SHARED_3, 7L));

        clock.pass(Duration.ofSeconds(2));
        feed.step();

        assertThat(feed.status().lag()).isEqualTo(30);
    }

    @Test
    void triesAgainAfterAFailureThatCanPassAndIsNotReadyMeanwhile() {
        feed.step();
        consumer.setPollException(new NotLeaderOrFollowerException("moved"));

        feed.step();
        assertThat(feed.status().state()).isEqualTo(FeedState.RETRYING);
        assertThat(feed.status().isReady()).isFalse();
        assertThat(feed.status().isAlive()).isTrue();
        assertThat(feed.status().lastError()).isEqualTo("NotLeaderOrFollowerException");
        clock.pass(Duration.ofMillis(100));
        consumer.addRecord(kafka(2, 5, "low", "a"));
        feed.step();

        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
        assertThat(reader.poll()).isNotNull();
        assertThat(feedCounter("errors")).isEqualTo(1);
    }

    @Test
    void failsForGoodOnWhatCannotPass() {
        feed.step();
        consumer.setPollException(new KafkaException("corrupt"));

        feed.step();
        clock.pass(Duration.ofMinutes(1));
        feed.step();

        assertThat(feed.status().state()).isEqualTo(FeedState.FAILED);
        assertThat(feed.status().isAlive()).isFalse();
        assertThat(feed.status().isReady()).isFalse();
    }

    @Test
    void countsWhatRetentionHasTakenAndGoesOnBehindIt() {
        feed.step();
        consumer.updateBeginningOffsets(Map.of(SHARED_2, 50L, SHARED_3, 0L));
        consumer.updateEndOffsets(Map.of(SHARED_2, 60L, SHARED_3, 7L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(SHARED_2, 5L)));

        feed.step();
        consumer.addRecord(kafka(2, 50, "low", "a"));
        feed.step();

        assertThat(feedCounter("skipped")).isEqualTo(45);
        assertThat(reader.poll().record().position()).hasToString("2:50");
    }

    @Test
    void tellsTheWorkersOfOffsetsThatWillNeverComeBehindTheEventsBeforeThem() {
        feed.step();
        consumer.addRecord(kafka(2, 5, "low", "a"));
        feed.step();
        consumer.updateBeginningOffsets(Map.of(SHARED_2, 50L, SHARED_3, 0L));
        consumer.updateEndOffsets(Map.of(SHARED_2, 60L, SHARED_3, 7L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(SHARED_2, 6L)));

        feed.step();

        assertThat(reader.isEmpty()).isFalse();
        assertThat(reader.poll().record().position()).hasToString("2:5");
        assertThat(reader.pollJump()).isEqualTo(new OffsetJump(2, 6, 50));
        assertThat(reader.pollJump()).isNull();
        assertThat(reader.positions().resumeFrom()).containsExactly(0, 0, 5, 7);
    }

    @Test
    void goesOnWhereALogThatLostItsTailPartsFromWhatWasRead() {
        feed.step();
        consumer.updateEndOffsets(Map.of(SHARED_2, 9L, SHARED_3, 7L));
        consumer.setPollException(lostTail(5, 3));

        feed.step();

        assertThat(consumer.position(SHARED_2)).isEqualTo(3);
        assertThat(feedCounter("skipped")).isZero();
        assertThat(feed.status().isAlive()).isTrue();
        reader.poll();
        assertThat(reader.pollJump()).isEqualTo(new OffsetJump(2, 5, 3));
        assertThat(reader.positions().resumeFrom()).containsExactly(0, 0, 3, 7);
    }

    @Test
    void failsOnATopicThatWasMadeAnew() {
        feed.step();
        consumer.updateEndOffsets(Map.of(SHARED_2, 3L, SHARED_3, 7L));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(SHARED_2, 5L)));

        feed.step();

        assertThat(feed.status().state()).isEqualTo(FeedState.FAILED);
        assertThat(feed.status().lastError()).isEqualTo("RoutedTopicReplacedException");
        assertThat(consumer.position(SHARED_2)).isEqualTo(5);
        reader.poll();
        assertThat(reader.pollJump()).isNull();
    }

    @Test
    void endsAWaitWhenItIsWoken() {
        feed.step();

        feed.wake();
        int work = feed.step();

        assertThat(work).isZero();
        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void closesItsConsumerAtTheEnd() {
        feed.step();

        feed.ended();

        assertThat(consumer.closed()).isTrue();
    }

    private static LogTruncationException lostTail(long offset, long divergence) {
        return new LogTruncationException(
                Map.of(SHARED_2, offset), Map.of(SHARED_2, new OffsetAndMetadata(divergence)));
    }

    private void fillLookAhead() {
        for (int i = 0; i < 20; i++) consumer.addRecord(kafka(2, 5 + i, "low", "a"));
        feed.step();
        assertThat(lookAhead.isFull(Lane.SHARED)).isTrue();
    }

    private double feedCounter(String name) {
        return one.count(name);
    }

    private double counter(String name, String tag, String value) {
        return one.registry.get(name).tag(tag, value).counter().count();
    }
}
