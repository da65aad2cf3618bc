package io.eventrouter.merge.streams;

import io.eventrouter.config.Settings;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.KafkaUnreachableException;
import io.eventrouter.topics.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again, once the lanes have started, whether a router with other settings routes one of
 * their levels in the other lane. {@link LaneSwitch} looks before it joins: two routers that start
 * at the same moment each find nobody, and would route the level twice for good.
 *
 * <p>Every two seconds, until it has looked fifteen times with all lanes running: whoever started
 * at the same moment has joined by then. Has a thread of its own.
 */
final class LaneGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneGuard.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKS = 15;

    private final Settings settings;
    private final TopicLayout layout;
    private final List<LaneLevels> lanes;
    private final BooleanSupplier running;
    private final Consumer<LaneInUseException> stop;
    private final ScheduledExecutorService thread;

    // Confined to the thread.
    private int looks;

    /**
     * Begins to look.
     *
     * @param running whether all lanes run
     * @param stop what to do when somebody else routes a level; called once, on the own thread
     */
    LaneGuard(
            Settings settings,
            TopicLayout layout,
            List<LaneLevels> lanes,
            BooleanSupplier running,
            Consumer<LaneInUseException> stop) {
        this.settings = settings;
        this.layout = layout;
        this.lanes = lanes;
        this.running = running;
        this.stop = stop;
        this.thread = Executors.newSingleThreadScheduledExecutor(LaneGuard::newThread);
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(
                        this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "event-router-lane-guard");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        boolean counts = running.getAsBoolean();
        try (var admin = BoundedAdmin.open(settings.kafka(), PATIENCE)) {
            Optional<LaneInUseException> conflict =
                    lanes.stream()
                            .map(l -> new LaneSwitch(admin, layout, l, settings.router()))
                            .flatMap(s -> s.conflict().stream())
                            .findFirst();
            if (conflict.isPresent()) {
                thread.shutdown();
                stop.accept(conflict.get());
            } else if (counts && ++looks == LOOKS) {
                thread.shutdown();
            }
        } catch (KafkaException | KafkaUnreachableException e) {
            LOG.atDebug()
                    .addKeyValue("reason", e.getMessage())
                    .log("cannot look for other routers now");
        }
    }

    /** Looks no more; a look that is under way ends within some seconds, on its own thread. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
