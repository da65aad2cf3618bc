package io.eventrouter.gateway.feed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoutedFeedsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final RoutedFeed feed = new OneFeed(consumer).feed;

    @Test
    void areReadyAndAliveWhileAllAreLive() {
        feed.step();

        RoutedFeeds feeds = feeds(new DutyThread("test", feed));

        assertThat(feeds.areReady()).isTrue();
        assertThat(feeds.areAlive()).isTrue();
    }

    @Test
    void areNeitherReadyNorAliveWhenAFeedHasFailed() {
        feed.step();
        consumer.setPollException(new KafkaException("corrupt"));

        feed.step();

        RoutedFeeds feeds = feeds(new DutyThread("test", feed));
        assertThat(feeds.areReady()).isFalse();
        assertThat(feeds.areAlive()).isFalse();
    }

    @Test
    void areNeitherReadyNorAliveWhenAThreadHasDiedWhoseFeedWasLive() {
        feed.step();
        var thread = new DutyThread("test", feed);
        consumer.schedulePollTask(
                () -> {
                    throw new AssertionError("a fault of ours");
                });

        thread.start();
        thread.join(LIMIT);

        RoutedFeeds feeds = feeds(thread);
        assertThat(feed.status().state()).isEqualTo(FeedState.LIVE);
        assertThat(feeds.areReady()).isFalse();
        assertThat(feeds.areAlive()).isFalse();
    }

    /** A limit of its own for each thread would show as the time-out of the test. */
    @Test
    void shareOneLimitWhenTheyStop() throws InterruptedException {
        var clock = new ManualClock();
        var stuck = new StuckDuty(() -> clock.pass(Duration.ofMinutes(31)));
        var first = new DutyThread("first", stuck);
        var second = new DutyThread("second", stuck);
        var feeds = new RoutedFeeds(List.of(feed), List.of(first, second), clock);
        feeds.start();
        assertThat(stuck.entered.await(LIMIT.toMillis(), MILLISECONDS)).isTrue();

        boolean ended = feeds.stop(Duration.ofHours(1));

        assertThat(ended).isFalse();
        stuck.release.countDown();
        assertThat(first.join(LIMIT)).isTrue();
        assertThat(second.join(LIMIT)).isTrue();
    }

    @Test
    void endAllThreadsWhenTheyStop() {
        RoutedFeeds feeds = feeds(new DutyThread("test", feed));
        feeds.start();

        boolean ended = feeds.stop(LIMIT);

        assertThat(ended).isTrue();
        assertThat(consumer.closed()).isTrue();
    }

    /** Does not end before it is released; asked to end, it lets something happen. */
    private static final class StuckDuty implements DutyThread.Duty {
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(2); // by both threads
        private final Runnable whenWoken;

        StuckDuty(Runnable whenWoken) {
            this.whenWoken = whenWoken;
        }

        @Override
        public int step() {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }

        @Override
        public void idle() {}

        @Override
        public void wake() {
            whenWoken.run();
        }

        @Override
        public void ended() {}
    }

    private RoutedFeeds feeds(DutyThread... threads) {
        return new RoutedFeeds(List.of(feed), List.of(threads), System::nanoTime);
    }
}
