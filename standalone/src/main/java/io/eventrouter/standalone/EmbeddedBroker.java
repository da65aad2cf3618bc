package io.eventrouter.standalone;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker inside this process: one KRaft node, controller and broker in one, that
 * listens on 127.0.0.1 only and keeps its data over restarts.
 *
 * <p>It is put together from the parts that {@code KafkaRaftServer} has, with two of its own: the
 * sockets are bound beforehand ({@link BoundListeners}), and a fatal fault makes {@link #isAlive()}
 * false where the stand-alone server would end the process.
 *
 * <p>{@code start} and {@code close} belong to one thread; the rest is thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final AtomicReference<String> fault = new AtomicReference<>();
    private final DataDirectory data;
    private final int port;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private boolean closed;

    private EmbeddedBroker(DataDirectory data, BoundListeners listeners, int port) {
        this.data = data;
        this.port = port;
        int controllerPort = listeners.bind(0, "--kafka-port");
        Path logs = data.brokerLogs(BrokerProperties.NODE_ID, BrokerProperties.CONTROLLER_LISTENER);
        KafkaConfig config =
                KafkaConfig.fromProps(BrokerProperties.of(logs, port, controllerPort), false);
        var formatted = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var shared =
                new SharedServer(
                        config,
                        formatted._1(),
                        Time.SYSTEM,
                        Server.initializeMetrics(
                                config, Time.SYSTEM, formatted._1().clusterId().orElseThrow()),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                        QuorumConfig.parseBootstrapServers(
                                config.quorumConfig().bootstrapServers()),
                        new NotedFaults(),
                        listeners);
        this.controller =
                new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
        this.broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker; it takes records when this returns.
     *
     * @param data where it keeps its data; created when it is not there
     * @param port 0 for any free one
     * @throws StartException when it cannot start: port in use, directory not usable
     */
    public static EmbeddedBroker start(Path data, int port) {
        DataDirectory directory = DataDirectory.open(data);
        try (var listeners = new BoundListeners()) {
            int bound = listeners.bind(port, "--kafka-port");
            var broker = new EmbeddedBroker(directory, listeners, bound);
            broker.startUp();
            return broker;
        } catch (StartException e) {
            directory.close();
            throw e;
        } catch (RuntimeException e) {
            directory.close();
            throw new StartException(
                    "the embedded broker cannot start with the data in "
                            + data.toAbsolutePath().normalize()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** HOST:PORT for clients on this machine. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Whether it runs; false for good after a fatal fault or a close. */
    public boolean isAlive() {
        return fault.get() == null && broker.status() == Server.STARTED$.MODULE$;
    }

    /** The fatal fault that ended it, if one did. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** Stops it; all that was acknowledged is on disk or in the system's page cache. Idempotent. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        try (data) {
            broker.shutdown();
            controller.shutdown();
            broker.awaitShutdown();
            controller.awaitShutdown();
        }
    }

    /** The controller first: the broker registers with it. */
    private void startUp() {
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException e) {
            broker.shutdown();
            controller.shutdown();
            throw e;
        }
    }

    /** Where a fault would end a stand-alone server, note it. */
    private final class NotedFaults implements FaultHandlerFactory {
        @Override
        public FaultHandler build(String name, boolean fatal, Runnable action) {
            return (what, cause) -> {
                String message = name + ": " + what;
                LOG.error("embedded broker: {}", message, cause);
                if (fatal) fault.compareAndSet(null, message);
                action.run();
                return new IllegalStateException(message, cause);
            };
        }
    }
}
