package io.eventrouter.topics;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events of each level wait to be merged: the gauge {@code eventrouter.merge.backlog}, in
 * events, by level. It is what the priority topics hold beyond the offsets that the merge has
 * committed, so it trails the merge by up to its commit interval, and shows the whole deployment's
 * backlog whichever process is asked.
 *
 * <p>Read every two seconds by a thread of its own, through the admin API. A gauge is NaN as long
 * as nothing is known, and again when the last answer is older than ten seconds, or one of the
 * level's partitions has no leader: a figure that may be wrong is not shown. Never throws; a
 * failure is logged once until it is over.
 */
public final class BacklogMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogMonitor.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration STALE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What a leader may take to answer, out of the patience. */
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final TopicLayout layout;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private volatile Reading last;

    // Confined to the thread.
    private BoundedAdmin admin;
    private boolean failing;

    /** What was read, of the levels that could be, and when. */
    private record Reading(Map<Priority, Long> events, long nanos) {}

    /** Registers the gauges and begins to read. */
    public BacklogMonitor(Settings settings, TopicLayout layout, MeterRegistry registry) {
        this(settings, layout, registry, System::nanoTime);
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(
                        this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads when {@link #read()} is called. */
    BacklogMonitor(
            Settings settings, TopicLayout layout, MeterRegistry registry, LongSupplier nanoTime) {
        this.settings = settings;
        this.layout = layout;
        this.nanoTime = nanoTime;
        this.thread = Executors.newSingleThreadScheduledExecutor(BacklogMonitor::newThread);
        for (Priority level : layout.names().priorities())
            Gauge.builder("eventrouter.merge.backlog", this, m -> m.backlog(level))
                    .description("Events of the level that wait to be merged; NaN when not known")
                    .baseUnit("events")
                    .tag("level", level.name())
                    .register(registry);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "event-router-backlog");
        thread.setDaemon(true);
        return thread;
    }

    /** Events that wait, or NaN when that is not known. */
    double backlog(Priority level) {
        Reading reading = last;
        if (reading == null || nanoTime.getAsLong() - reading.nanos() > STALE.toNanos())
            return Double.NaN;
        Long events = reading.events().get(level);
        return events == null ? Double.NaN : events;
    }

    void read() {
        try {
            if (admin == null) admin = BoundedAdmin.open(settings.kafka(), PATIENCE);
            admin.renew();
            last = new Reading(backlogs(), nanoTime.getAsLong());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing)
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("the merge backlog cannot be read");
            failing = true;
        }
    }

    private Map<Priority, Long> backlogs() {
        // Both at once: where a leader is away, each takes as long as it may.
        ListOffsetsResult earliest = list(OffsetSpec.earliest());
        ListOffsetsResult latest = list(OffsetSpec.latest());
        Map<TopicPartition, Long> first = offsets(earliest);
        Map<TopicPartition, Long> end = offsets(latest);
        var committed = new EnumMap<Lane, Map<TopicPartition, OffsetAndMetadata>>(Lane.class);
        for (Lane lane : Lane.values()) committed.put(lane, committed(lane));
        var backlogs = new HashMap<Priority, Long>();
        for (Priority level : layout.names().priorities()) {
            var partitions = layout.partitionsOf(layout.names().priorityTopic(level));
            if (!first.keySet().containsAll(partitions) || !end.keySet().containsAll(partitions))
                continue;
            var ofLane = committed.get(Lane.of(settings.levels().of(level)));
            long waiting = 0;
            for (TopicPartition p : partitions)
                waiting += waiting(first.get(p), end.get(p), ofLane.get(p));
            backlogs.put(level, waiting);
        }
        return backlogs;
    }

    /** What retention deleted waits no more; what was never committed waits from the first. */
    static long waiting(long first, long end, OffsetAndMetadata committed) {
        long next = committed == null ? first : Math.max(first, committed.offset());
        return Math.max(0, end - next);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Lane lane) {
        String group = lane.applicationId(settings.router().applicationId());
        return admin.ask(a -> a.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private ListOffsetsResult list(OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> specs =
                layout.priorityPartitions().stream()
                        .collect(Collectors.toMap(Function.identity(), p -> which));
        var options = new ListOffsetsOptions().timeoutMs((int) LEADERS_WITHIN.toMillis());
        return admin.ask(a -> KafkaFuture.completedFuture(a.listOffsets(specs, options)));
    }

    /** Of the partitions whose leaders answer; fails where none does. */
    private Map<TopicPartition, Long> offsets(ListOffsetsResult answers) {
        var found = new HashMap<TopicPartition, Long>();
        RuntimeException failure = null;
        for (TopicPartition partition : layout.priorityPartitions())
            try {
                found.put(partition, admin.ask(a -> answers.partitionResult(partition)).offset());
            } catch (KafkaException | KafkaUnreachableException e) {
                failure = e;
            }
        if (found.isEmpty() && failure != null) throw failure;
        return found;
    }

    /** Stops reading; a read under way ends within five seconds, on its own thread. Idempotent. */
    @Override
    public void close() {
        if (thread.isShutdown()) return;
        thread.execute(
                () -> {
                    if (admin != null) admin.close();
                });
        thread.shutdown();
    }
}
