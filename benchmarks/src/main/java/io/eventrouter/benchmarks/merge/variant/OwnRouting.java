package io.eventrouter.benchmarks.merge.variant;

import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** event-router's router as it is shipped: default settings, metrics included. */
final class OwnRouting implements Routing {
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private final Router router;

    OwnRouting(VariantArguments arguments) {
        Settings settings = settings(arguments);
        this.router =
                new Router(
                        settings,
                        TopicProvisioner.ensure(settings),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    @Override
    public void start() {
        router.start();
        Deadline.in(START_TIME).await("the router to be ready", router::isReady);
    }

    @Override
    public void close() {
        router.close();
    }

    private static Settings settings(VariantArguments arguments) {
        return SettingsSources.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "kafka.bootstrap-servers", arguments.bootstrap(),
                        "topics.prefix", arguments.prefix(),
                        "levels", arguments.levels().toString(),
                        "router.application-id", arguments.applicationId(),
                        "router.state-dir", arguments.directory().toString()));
    }
}
