package io.eventrouter.standalone;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsOrigin;
import io.eventrouter.config.SettingsWatch;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.gateway.admin.AdminPages;
import io.eventrouter.gateway.admin.AdminServer;
import io.eventrouter.gateway.admin.Health;
import io.eventrouter.gateway.admin.HealthChecks;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.topics.BacklogMonitor;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.eventrouter.trace.Tracing;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts parts with one process's settings and metrics, and adds each to its {@link Parts}.
 * Confined to the main thread.
 */
final class Wiring {
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HealthChecks checks = new HealthChecks();
    private final AdminPages pages = new AdminPages();
    private final Parts parts;
    private Settings settings;
    private Tracing tracing = Tracing.off();

    Wiring(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /**
     * Fails early where a port of the gateway or of the admin server is not to be had, or would be
     * open to everybody by a slip.
     */
    void checkPorts() {
        var gateway = settings.gateway();
        Authentication.requireMeant(settings.auth(), gateway.host());
        PortCheck.requireFree(gateway.host(), gateway.port(), "gateway.port", "--port");
        var admin = settings.admin();
        PortCheck.requireFree(admin.host(), admin.port(), "admin.port", "--admin-port");
    }

    /** Starts a broker of this process's own; from then on the settings lead to it. */
    String embeddedBroker() {
        EmbeddedBroker broker =
                EmbeddedBroker.start(
                        settings.standalone().data(), settings.standalone().kafkaPort());
        parts.add(Part.readyAtOnce("embedded broker", broker::isAlive, broker::close));
        settings =
                settings.withKafka(
                        new KafkaSettings(
                                broker.bootstrapServers(), settings.kafka().clientProperties()));
        return broker.bootstrapServers();
    }

    /**
     * Starts tracing and the admin port. Early, so that they tell of the start and of the stop too.
     *
     * @return its port
     */
    int admin() {
        measureProcess();
        tracing = Tracing.start(settings.tracing(), metrics);
        parts.add(Part.readyAtOnce("tracing", () -> true, tracing::close));
        checks.live(
                "parts",
                () -> Health.when(parts.isAlive(), parts.failed().orElse("a part") + " failed"));
        checks.ready("parts", () -> Health.when(parts.isReady(), parts.state()));
        var server = new AdminServer(settings.admin(), metrics, checks, pages);
        start(Part.readyAtOnce("admin port", () -> true, server::close), server::start);
        showInConsole(server.port());
        return server.port();
    }

    /** Where no nodes are set, the console shows this process. */
    private void showInConsole(int adminPort) {
        String host = settings.admin().host();
        boolean anywhere = host.equals("0.0.0.0") || host.equals("::");
        String here = anywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        settings =
                settings.withConsole(
                        settings.console()
                                .orNodes(List.of(URI.create("http://" + here + ":" + adminPort))));
    }

    /** Makes sure that the topics are there. */
    TopicLayout topics() {
        TopicLayout topics = TopicProvisioner.ensure(settings);
        parts.proceed();
        return topics;
    }

    /**
     * @param origin of the settings, which are watched: weights and costs may change
     * @param loaded from there, as they came
     */
    void router(TopicLayout topics, SettingsOrigin origin, Settings loaded) {
        var backlog = new BacklogMonitor(settings, topics, metrics);
        parts.add(Part.readyAtOnce("backlog monitor", () -> true, backlog::close));
        var router = new Router(settings, topics, metrics, tracing);
        checks.ready("router", () -> health(router));
        start(new Part("router", router::isAlive, router::isReady, router::close), router::start);
        var watch = SettingsWatch.start(origin, loaded, router.terms());
        parts.add(Part.readyAtOnce("settings watch", () -> true, watch::close));
    }

    /** The lanes with their states, such as {@code express running, shared rebalancing}. */
    private static Health health(Router router) {
        String lanes =
                router.status().stream()
                        .map(s -> s.lane().text() + " " + s.state())
                        .collect(Collectors.joining(", "));
        return new Health(router.isReady(), lanes.isEmpty() ? "not started" : lanes);
    }

    /** Returns its port. */
    int gateway(TopicLayout topics) {
        var gateway = new Gateway(settings, topics, metrics, tracing);
        start(
                new Part("gateway", gateway::isAlive, gateway::isReady, gateway::close),
                gateway::start);
        checks.ready(
                "keys", () -> gateway.keysMissing().map(Health::failing).orElseGet(Health::ok));
        gateway.show(pages);
        checks.ready("gateway", () -> new Health(gateway.isReady(), gateway.condition()));
        return gateway.port();
    }

    /** Starts it; what it has begun is stopped when it cannot. */
    private void start(Part part, Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            part.stop().run();
            throw e;
        }
        parts.add(part);
    }

    private void measureProcess() {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new FileDescriptorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        var collections = new JvmGcMetrics();
        collections.bindTo(metrics);
        parts.add(Part.readyAtOnce("metrics", () -> true, collections::close));
    }
}
