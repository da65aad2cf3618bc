package io.eventrouter.gateway.console;

import io.eventrouter.config.MergePolicy;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.session.DispatchFigures;
import io.eventrouter.topics.BacklogReader;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.KafkaUnreachableException;
import io.eventrouter.topics.LevelBacklog;
import io.eventrouter.topics.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.KafkaException;

/**
 * Backlog and flow of each level, and who routes. What this gateway dispatched is told even while
 * Kafka does not answer. Confined to its turn, but for {@link #view()}.
 */
final class LevelsRound implements Round {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * What was read last. Immutable.
     *
     * @param seconds that rates and delays are of
     * @param problem what Kafka said instead of an answer; null for none
     */
    record View(double seconds, List<LevelView> levels, List<RouterView> routers, String problem) {}

    private final Settings settings;
    private final DispatchFigures figures;
    private final LongSupplier nanoTime;
    private final BacklogReader backlog;
    private final RouterGroups groups;
    private final FlowWindow window;
    private volatile View view;
    private BoundedAdmin admin;

    LevelsRound(
            Settings settings, TopicLayout layout, DispatchFigures figures, LongSupplier nanoTime) {
        this.settings = settings;
        this.figures = figures;
        this.nanoTime = nanoTime;
        backlog = new BacklogReader(settings, layout);
        groups = new RouterGroups(settings.router());
        window =
                new FlowWindow(
                        settings.levels(),
                        settings.router().policy().policy() == MergePolicy.WEIGHTED);
    }

    /** Null before the first read, and once nobody has looked for a while; any thread. */
    View view() {
        return view;
    }

    @Override
    public String name() {
        return "levels";
    }

    @Override
    public void read() {
        List<Histogram> dispatched = figures.take();
        long now = nanoTime.getAsLong();
        Map<Priority, LevelBacklog> levels = Map.of();
        List<RouterView> routers = List.of();
        String problem = null;
        try {
            levels = backlog.read(admin());
            routers = groups.read(admin);
        } catch (KafkaUnreachableException | KafkaException e) {
            problem = e.getMessage();
        }
        window.add(now, dispatched, levels);
        view = new View(window.covered().toMillis() / 1e3, window.levels(), routers, problem);
    }

    private BoundedAdmin admin() {
        if (admin == null) admin = BoundedAdmin.open(settings.kafka(), PATIENCE);
        admin.renew();
        return admin;
    }

    @Override
    public void rest() {
        if (admin == null && view == null) return;
        if (admin != null) admin.close();
        admin = null;
        view = null;
        window.clear();
    }
}
