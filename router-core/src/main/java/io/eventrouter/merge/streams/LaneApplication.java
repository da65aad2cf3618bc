package io.eventrouter.merge.streams;

import io.eventrouter.config.Settings;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka Streams application of one lane. Its state may be asked for by any thread; start and
 * stop belong to one.
 */
final class LaneApplication {
    private static final Logger LOG = LoggerFactory.getLogger(LaneApplication.class);

    private final Lane lane;
    private final ThreadFailures failures;
    private final KafkaStreams streams;
    private final int threads;
    private final MeterRegistry registry;
    private final List<Gauge> gauges;
    private final KafkaStreamsMetrics streamsMetrics;

    LaneApplication(
            LaneContext context, Settings settings, int maxMessageBytes, MeterRegistry registry) {
        this.lane = context.levels().lane();
        this.failures = new ThreadFailures(context);
        this.streams =
                new KafkaStreams(
                        LaneTopology.of(context, settings),
                        LaneProperties.of(
                                context,
                                settings.kafka(),
                                settings.router(),
                                clientId(settings),
                                maxMessageBytes),
                        new LaneClients(context));
        this.threads = settings.router().threads();
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) -> changed(context, now));
        this.registry = registry;
        this.gauges =
                Stream.concat(
                                Stream.of(KafkaStreams.State.values()).map(this::gauge),
                                context.meters().gauges().stream())
                        .toList();
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(registry);
    }

    /** Names the threads too; its last part tells the routers of a deployment apart. */
    private String clientId(Settings settings) {
        return lane.applicationId(settings.router().applicationId())
                + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private Gauge gauge(KafkaStreams.State state) {
        return Gauge.builder(
                        "eventrouter.router.lane.state", streams, s -> s.state() == state ? 1 : 0)
                .description("1 for the state that the lane is in")
                .tag("lane", lane.text())
                .tag("state", text(state))
                .register(registry);
    }

    private void changed(LaneContext context, KafkaStreams.State state) {
        if (state == KafkaStreams.State.REBALANCING) context.meters().rebalanced();
        LOG.atInfo()
                .addKeyValue("lane", lane.text())
                .addKeyValue("state", text(state))
                .log("lane has another state");
    }

    void start() {
        streams.start();
    }

    /** Tells it to commit and stop, and does not wait. */
    void beginStop() {
        failures.close();
        gauges.forEach(registry::remove);
        streamsMetrics.close();
        streams.close(leaving(Duration.ZERO));
    }

    /** Waits until it has stopped; false when it has not by then. */
    boolean awaitStop(Duration within) {
        return streams.close(leaving(within));
    }

    /**
     * Leaves the group: else the partitions would be nobody's until the session times out, even if
     * this router starts again at once.
     */
    private static CloseOptions leaving(Duration within) {
        return CloseOptions.timeout(within)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Also false once a thread is gone for good: one that fails is there until its successor is.
     */
    boolean isAlive() {
        return streams.state().isRunningOrRebalancing()
                && streams.metadataForLocalThreads().size() >= threads;
    }

    LaneStatus status() {
        return new LaneStatus(lane, text(streams.state()));
    }

    private static String text(KafkaStreams.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
