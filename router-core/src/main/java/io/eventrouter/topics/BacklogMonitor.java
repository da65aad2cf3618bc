package io.eventrouter.topics;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

    private final Settings settings;
    private final BacklogReader reader;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private volatile Reading last;

    // Confined to the thread.
    private BoundedAdmin admin;
    private boolean failing;

    /** What was read, of the levels that could be, and when. */
    private record Reading(Map<Priority, LevelBacklog> levels, long nanos) {}

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
        this.reader = new BacklogReader(settings, layout);
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
        LevelBacklog found = reading.levels().get(level);
        return found == null ? Double.NaN : found.waiting();
    }

    void read() {
        try {
            if (admin == null) admin = BoundedAdmin.open(settings.kafka(), PATIENCE);
            admin.renew();
            last = new Reading(reader.read(admin), nanoTime.getAsLong());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing)
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("the merge backlog cannot be read");
            failing = true;
        }
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
