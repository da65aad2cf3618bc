package io.eventrouter.merge.streams;

import io.eventrouter.config.Settings;
import io.eventrouter.merge.LaneLevels;
import io.eventrouter.topics.BoundedAdmin;
import io.eventrouter.topics.Lane;
import io.eventrouter.topics.MessageLimits;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.eventrouter.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the priority topics into the routed topic: the levels of the express lane at once, the
 * others by weight. Any number of routers, with the same levels, share the partitions; one that is
 * added, stopped or lost moves them, and loses nothing.
 *
 * <p>At least once, what had not been committed is routed again after a crash ({@link
 * io.eventrouter.wire.RouterHeaders#SOURCE} tells a repeat). Exactly once, whoever reads what is
 * committed sees no repeat.
 *
 * <p>{@code start} and {@code close} belong to one thread; the rest is thread-safe.
 */
public final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Settings settings;
    private final TopicLayout layout;
    private final MeterRegistry registry;
    private final RouteSpans spans;
    private final LiveTerms terms;
    private final Function<Lane, LanePace> pace;
    private volatile List<LaneApplication> lanes = List.of();
    private volatile boolean displaced;
    private LaneGuard guard;
    private boolean started;

    /** Without spans. */
    public Router(Settings settings, TopicLayout layout, MeterRegistry registry) {
        this(settings, layout, registry, Tracing.off());
    }

    /**
     * Nothing happens yet.
     *
     * @param layout as {@link TopicProvisioner#ensure} found it
     * @param tracing not closed by this
     * @throws io.eventrouter.config.InvalidSettingException when a Kafka client property would undo
     *     the merge
     */
    public Router(Settings settings, TopicLayout layout, MeterRegistry registry, Tracing tracing) {
        LaneProperties.refuseIdling(settings.kafka());
        this.settings = settings;
        this.layout = layout;
        this.registry = registry;
        this.spans = new RouteSpans(tracing);
        this.terms = new LiveTerms(settings, registry);
        double cap = settings.router().expressCap();
        this.pace = cap < 1 ? new ExpressCap(cap, registry)::of : lane -> LanePace.FREE;
    }

    /** Takes other weights and costs while it runs; to be told by whoever watches the settings. */
    public LiveTerms terms() {
        return terms;
    }

    /**
     * Starts the lanes and returns; {@link #isReady()} tells when they run. Offsets of levels that
     * have changed lanes since are moved first.
     *
     * @throws LaneInUseException when a router with other levels is still running
     * @throws io.eventrouter.topics.KafkaUnreachableException when Kafka does not answer in time
     * @throws IllegalStateException when it has been started before
     */
    public void start() {
        if (started) throw new IllegalStateException("a router starts once");
        started = true;
        List<LaneLevels> levels = LaneLevels.of(settings.levels());
        MessageLimits limits;
        try (var admin = BoundedAdmin.open(settings.kafka(), ASK_WITHIN)) {
            limits = TopicProvisioner.messageLimits(admin, layout, settings);
            for (LaneLevels lane : levels)
                new LaneSwitch(admin, layout, lane, settings.router()).settle();
        }
        for (LaneLevels lane : levels) start(lane, limits);
        guard = new LaneGuard(settings, layout, levels, this::isReady, this::giveWay);
    }

    /** Two routers with different lanes route a level twice: neither can know which is right. */
    private void giveWay(LaneInUseException conflict) {
        displaced = true;
        LOG.atError().log("{} This router stops.", conflict.getMessage());
        lanes.forEach(LaneApplication::beginStop);
    }

    private void start(LaneLevels levels, MessageLimits limits) {
        var context =
                new LaneContext(
                        layout,
                        levels,
                        limits.deadLetter(),
                        new LaneMeters(registry, levels),
                        terms.of(levels.lane()),
                        InstantSource.system(),
                        pace.apply(levels.lane()),
                        settings.router().delivery().exactlyOnce(),
                        new RefusedRecords(),
                        spans);
        var lane =
                new LaneApplication(
                        context,
                        settings,
                        Math.max(limits.routed(), limits.deadLetter()),
                        registry);
        var all = new ArrayList<>(lanes);
        all.add(lane);
        lanes = List.copyOf(all);
        lane.start();
    }

    /** Whether every lane is running: it has its partitions, and routes what is in them. */
    public boolean isReady() {
        List<LaneApplication> now = lanes;
        return !now.isEmpty() && now.stream().allMatch(LaneApplication::isRunning);
    }

    /**
     * Whether every lane works or will again by itself. False before the start and after the close,
     * and for good once a lane has failed, or a router with other levels turned out to run: then
     * the process has to be started again.
     */
    public boolean isAlive() {
        List<LaneApplication> now = lanes;
        return !displaced && !now.isEmpty() && now.stream().allMatch(LaneApplication::isAlive);
    }

    /** Each lane that has any levels, the express lane first; none before the start. */
    public List<LaneStatus> status() {
        return lanes.stream().map(LaneApplication::status).toList();
    }

    /**
     * Commits what has been routed, hands the partitions over and stops, within ten seconds; what
     * could not be committed in that time is routed again by whoever has the partitions next.
     */
    @Override
    public void close() {
        if (guard != null) guard.close();
        long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        lanes.forEach(LaneApplication::beginStop);
        for (LaneApplication lane : lanes) {
            var remaining = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!lane.awaitStop(remaining))
                LOG.atWarn()
                        .addKeyValue("lane", lane.status().lane().text())
                        .addKeyValue("state", lane.status().state())
                        .log("a lane has not stopped in time");
        }
    }
}
