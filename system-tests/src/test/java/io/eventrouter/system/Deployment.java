package io.eventrouter.system;

import io.eventrouter.config.AdminSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.admin.AdminServer;
import io.eventrouter.gateway.admin.HealthChecks;
import io.eventrouter.ingest.EventPublisher;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A router and gateways in this process, on the broker and topics of some settings; each has its
 * own metrics. Parts are started one by one, so that a test can publish before. Confined to one
 * thread.
 */
final class Deployment implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final TopicLayout topics;
    private final EventPublisher publisher;
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final List<Gateway> gateways = new ArrayList<>();

    private Deployment(Settings settings) {
        this.settings = settings;
        this.topics = TopicProvisioner.ensure(settings);
        this.publisher =
                new EventPublisher(
                        settings.kafka(),
                        settings.publisher(),
                        topics.names(),
                        settings.topics().maxEventBytes());
        stops.push(publisher::close);
    }

    /** The topics and a publisher; nothing else runs yet. */
    static Deployment of(Settings settings) {
        return new Deployment(settings);
    }

    /** Starts a router and waits until it merges. */
    Deployment withRouter() {
        var router = new Router(settings, topics, new SimpleMeterRegistry());
        stops.push(router::close);
        router.start();
        Awaitility.await("router").atMost(PATIENCE).until(router::isReady);
        return this;
    }

    /** Starts one more gateway on a free port and waits until it has caught up. */
    Deployment withGateway() {
        MeterRegistry metrics = new SimpleMeterRegistry();
        var gateway = new Gateway(settings, topics, metrics);
        stops.push(gateway::close);
        gateway.start();
        Awaitility.await("gateway").atMost(PATIENCE).until(gateway::isReady);
        gateways.add(gateway);
        return this;
    }

    Settings settings() {
        return settings;
    }

    TopicLayout topics() {
        return topics;
    }

    EventPublisher publisher() {
        return publisher;
    }

    /** The page of that gateway, the first being 0. */
    URI page(int gateway) {
        return URI.create("http://127.0.0.1:" + gateways.get(gateway).port() + "/");
    }

    /** The admin port of that gateway, which is opened by this. */
    URI admin(int gateway) {
        return admin(gateway, 0);
    }

    /** The same at that port. */
    URI admin(int gateway, int port) {
        var pages = new AdminPages();
        gateways.get(gateway).show(pages);
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var server =
                new AdminServer(
                        new AdminSettings("127.0.0.1", port), metrics, new HealthChecks(), pages);
        server.start();
        stops.push(server::close);
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The WebSocket of that gateway. */
    URI socket(int gateway) {
        return URI.create("ws://127.0.0.1:" + gateways.get(gateway).port() + "/ws");
    }

    /** The last started first. */
    @Override
    public void close() {
        while (!stops.isEmpty()) stops.pop().run();
    }
}
