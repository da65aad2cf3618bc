package io.eventrouter.benchmarks.fanout.server;

import io.eventrouter.benchmarks.process.Deadline;
import io.eventrouter.benchmarks.process.LiveHeap;
import io.eventrouter.benchmarks.process.ParentLink;
import io.eventrouter.config.Settings;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * A gateway as it is shipped, metrics included. Its arguments are settings, NAME=VALUE each. Ready
 * with its port; replies to any command with the bytes of live heap.
 */
public final class GatewayMain {
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private GatewayMain() {}

    public static void main(String[] args) {
        Settings settings = OwnSettings.with(OwnSettings.parse(List.of(args)));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var gateway = new Gateway(settings, TopicProvisioner.ensure(settings), registry);
        gateway.start();
        Deadline.in(START_TIME).await("the gateway to be ready", gateway::isReady);
        ParentLink.serve(
                Integer.toString(gateway.port()), command -> Long.toString(LiveHeap.bytes()));
        // Not closed in order: that would wait for sessions whose clients are held up.
        Runtime.getRuntime().halt(0);
    }
}
