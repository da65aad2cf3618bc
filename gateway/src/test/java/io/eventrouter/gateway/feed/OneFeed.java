package io.eventrouter.gateway.feed;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static io.eventrouter.gateway.RoutedRecords.TOPIC;

import io.eventrouter.gateway.ManualClock;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The shared lane's feed without a thread: a test makes it step. It starts at the ends of the two
 * partitions, 5 and 7.
 */
final class OneFeed {
    static final TopicPartition SHARED_2 = new TopicPartition(TOPIC, 2);
    static final TopicPartition SHARED_3 = new TopicPartition(TOPIC, 3);
    private static final long BOUND = 10_000;
    private static final long[] START = {0, 0, 5, 7};

    final ManualClock clock = new ManualClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final LookAhead lookAhead = new LookAhead(new LevelOrder(LEVELS), 1, BOUND, START);
    final Reader reader = lookAhead.reader(0);
    final RoutedFeed feed;

    OneFeed(MockConsumer<byte[], byte[]> consumer) {
        consumer.updateBeginningOffsets(Map.of(SHARED_2, 0L, SHARED_3, 0L));
        consumer.updateEndOffsets(Map.of(SHARED_2, 5L, SHARED_3, 7L));
        feed =
                new RoutedFeed(
                        Lane.SHARED,
                        new RoutedTopic(TOPIC, new Uuid(1, 2), START),
                        consumer,
                        lookAhead,
                        PRIORITIES,
                        new FeedMeters(registry, Lane.SHARED, lookAhead, PRIORITIES),
                        clock);
    }

    FeedState state() {
        return feed.status().state();
    }

    double count(String name) {
        return registry.get("eventrouter.gateway.feed." + name).counter().count();
    }
}
