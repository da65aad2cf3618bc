package io.eventrouter.standalone;

import java.nio.file.Path;
import java.util.Properties;

/**
 * How the embedded broker is configured: one node that is controller and broker, on loopback, small
 * in memory and quiet when idle. Stateless.
 */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(Path logs, int brokerPort, int controllerPort) {
        var properties = new Properties();
        addNode(properties, logs, brokerPort, controllerPort);
        addOneReplica(properties);
        addSmallFootprint(properties);
        addQuietIdle(properties);
        return properties;
    }

    private static void addNode(Properties to, Path logs, int brokerPort, int controllerPort) {
        String client = "PLAINTEXT://127.0.0.1:" + brokerPort;
        String controller = CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort;
        to.put("process.roles", "broker,controller");
        to.put("node.id", Integer.toString(NODE_ID));
        to.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        to.put("controller.listener.names", CONTROLLER_LISTENER);
        to.put(
                "listener.security.protocol.map",
                CONTROLLER_LISTENER + ":PLAINTEXT,PLAINTEXT:PLAINTEXT");
        to.put("listeners", client + "," + controller);
        to.put("advertised.listeners", client);
        to.put("log.dir", logs.toString());
        to.put("auto.create.topics.enable", "false");
        // A broker that cannot come up says so instead of waiting for ever.
        to.put("server.max.startup.time.ms", "60000");
        to.put("controlled.shutdown.enable", "true");
    }

    private static void addOneReplica(Properties to) {
        to.put("default.replication.factor", "1");
        to.put("min.insync.replicas", "1");
        to.put("offsets.topic.replication.factor", "1");
        to.put("offsets.topic.num.partitions", "4");
        to.put("transaction.state.log.replication.factor", "1");
        to.put("transaction.state.log.min.isr", "1");
        to.put("transaction.state.log.num.partitions", "4");
        to.put("share.coordinator.state.topic.replication.factor", "1");
        to.put("share.coordinator.state.topic.min.isr", "1");
        to.put("share.coordinator.state.topic.num.partitions", "1");
        to.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void addSmallFootprint(Properties to) {
        to.put("num.network.threads", "2");
        to.put("num.io.threads", "4");
        to.put("num.recovery.threads.per.data.dir", "2");
        to.put("background.threads", "2");
        // The offsets topics are the only compacted ones; the default is 128 MiB of heap.
        to.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        to.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
        to.put("log.segment.bytes", Integer.toString(256 << 20));
        to.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    }

    private static void addQuietIdle(Properties to) {
        // Each is a timer that fires for ever; with one node, nobody waits for any of them.
        to.put("metadata.max.idle.interval.ms", "0");
        to.put("broker.heartbeat.interval.ms", "3000");
        to.put("broker.session.timeout.ms", "18000");
        to.put("replica.high.watermark.checkpoint.interval.ms", "15000");
        to.put("log.cleaner.backoff.ms", "60000");
        to.put("group.coordinator.threads", "1");
    }
}
