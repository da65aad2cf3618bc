package io.eventrouter.gateway.feed;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priorities;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The feeds of a gateway: one for each lane, each on a thread of its own, so that neither waits for
 * the other. Thread-safe.
 */
public final class RoutedFeeds {
    private static final String THREAD_NAME = "gateway-feed-";

    private final List<RoutedFeed> feeds;
    private final List<DutyThread> threads;
    private final List<KafkaClientMetrics> clients;
    private final LongSupplier nanoClock;

    RoutedFeeds(List<RoutedFeed> feeds, List<DutyThread> threads, LongSupplier nanoClock) {
        this(feeds, threads, List.of(), nanoClock);
    }

    private RoutedFeeds(
            List<RoutedFeed> feeds,
            List<DutyThread> threads,
            List<KafkaClientMetrics> clients,
            LongSupplier nanoClock) {
        this.feeds = List.copyOf(feeds);
        this.threads = List.copyOf(threads);
        this.clients = List.copyOf(clients);
        this.nanoClock = nanoClock;
    }

    /**
     * A feed for each lane, not started.
     *
     * @param topic where to begin
     */
    public static RoutedFeeds create(
            Settings settings, RoutedTopic topic, LookAhead lookAhead, MeterRegistry registry) {
        LookAheadMeters.show(lookAhead, registry);
        Priorities priorities = settings.levels().priorities();
        var feeds = new ArrayList<RoutedFeed>();
        var threads = new ArrayList<DutyThread>();
        var clients = new ArrayList<KafkaClientMetrics>();
        for (Lane lane : Lane.values()) {
            var consumer = FeedConsumers.create(settings.kafka(), lane);
            clients.add(measure(consumer, registry));
            var feed =
                    new RoutedFeed(
                            lane,
                            topic,
                            consumer,
                            lookAhead,
                            priorities,
                            new FeedMeters(registry, lane, lookAhead, priorities),
                            System::nanoTime);
            feeds.add(feed);
            threads.add(new DutyThread(THREAD_NAME + lane.text(), feed));
        }
        return new RoutedFeeds(feeds, threads, clients, System::nanoTime);
    }

    private static KafkaClientMetrics measure(
            Consumer<byte[], byte[]> consumer, MeterRegistry registry) {
        var metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(registry);
        return metrics;
    }

    public void start() {
        threads.forEach(DutyThread::start);
    }

    /** How each does now. */
    public List<FeedStatus> statuses() {
        return feeds.stream().map(RoutedFeed::status).toList();
    }

    /** Whether all hand on events as they are routed; a dead thread's feed does not. */
    public boolean areReady() {
        return feeds.stream().allMatch(f -> f.status().isReady()) && threadsAreHealthy();
    }

    /** Whether all can go on. */
    public boolean areAlive() {
        return feeds.stream().allMatch(f -> f.status().isAlive()) && threadsAreHealthy();
    }

    private boolean threadsAreHealthy() {
        return threads.stream().allMatch(DutyThread::isHealthy);
    }

    /**
     * Ends the threads and closes the consumers.
     *
     * @param limit for all of them together
     * @return whether all have ended within the limit
     */
    public boolean stop(Duration limit) {
        long begin = nanoClock.getAsLong();
        threads.forEach(DutyThread::stop);
        clients.forEach(KafkaClientMetrics::close);
        boolean ended = true;
        for (DutyThread thread : threads)
            ended &= thread.join(limit.minusNanos(nanoClock.getAsLong() - begin));
        return ended;
    }
}
