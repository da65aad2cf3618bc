package io.eventrouter.benchmarks.fanout.server;

import io.eventrouter.benchmarks.process.LiveHeap;
import io.eventrouter.benchmarks.process.ParentLink;
import io.eventrouter.config.Settings;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.replay.LogReader;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.Scanners;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.gateway.session.Workers;
import io.eventrouter.gateway.socket.RequestIdentity;
import io.eventrouter.gateway.socket.SocketServer;
import io.eventrouter.topics.Lane;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * A gateway without Kafka: its look-ahead, workers and sockets, fed from a control port. Its
 * arguments are settings, NAME=VALUE each. Ready with its port and the control port; replies to any
 * command with the bytes of live heap.
 */
public final class DispatchMain {
    private DispatchMain() {}

    public static void main(String[] args) {
        Settings settings = OwnSettings.with(OwnSettings.parse(List.of(args)));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var gateway = settings.gateway();
        var lookAhead =
                new LookAhead(
                        new LevelOrder(settings.levels()),
                        gateway.workers(),
                        gateway.lookAheadBytes(),
                        new long[Lane.values().length]);
        Uuid topic = Uuid.randomUuid();
        var key = CursorKey.of(gateway.cursorKey());
        var replayMeters = new ReplayMeters(registry);
        var workers =
                new Workers(
                        settings,
                        lookAhead,
                        () -> new CursorCodec(topic, Lane.values().length, key),
                        new Scanners(1, DispatchMain::noLog, Lane.values().length, replayMeters),
                        replayMeters,
                        () -> "benchmark",
                        registry);
        var priorities = settings.levels().priorities();
        var server =
                new SocketServer(
                        gateway,
                        priorities,
                        workers,
                        RequestIdentity.of(
                                Authentication.of(
                                        settings.auth(), gateway.host(), priorities, registry),
                                settings.auth().deadline()),
                        Publishing.toNobody(settings, registry),
                        registry);
        workers.start();
        server.start();
        ControlPort control = ControlPort.open(new DirectFeed(settings.levels(), lookAhead));
        ParentLink.serve(
                server.port() + " " + control.port(), command -> Long.toString(LiveHeap.bytes()));
        Runtime.getRuntime().halt(0);
    }

    /** Nobody resumes here. */
    private static LogReader noLog() {
        throw new IllegalStateException("there is no Kafka to read from");
    }
}
