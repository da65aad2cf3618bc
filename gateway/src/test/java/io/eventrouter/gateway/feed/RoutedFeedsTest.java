package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

    private RoutedFeeds feeds(DutyThread... threads) {
        return new RoutedFeeds(List.of(feed), List.of(threads));
    }
}
