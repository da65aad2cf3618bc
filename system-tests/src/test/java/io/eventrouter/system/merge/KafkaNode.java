package io.eventrouter.system.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A node of a cluster in a process of its own: Kafka's own server with its own start, as the
 * embedded broker is always alone. To be killed and started again.
 */
final class KafkaNode implements AutoCloseable {
    private final Path directory;
    private final Path configuration;
    private Process process;

    /**
     * Formats the node's directory and starts it.
     *
     * @param controllerPort of node 1, which is the controller
     */
    KafkaNode(Path parent, String cluster, int id, int port, int controllerPort) throws Exception {
        directory = Files.createDirectories(parent.resolve("node" + id));
        configuration = directory.resolve("server.properties");
        var properties = new Properties();
        properties.putAll(properties(id, port, controllerPort));
        try (var out = Files.newOutputStream(configuration)) {
            properties.store(out, null);
        }
        Process format =
                java("kafka.tools.StorageTool", "format", "-t", cluster, "-c", configuration + "");
        if (format.waitFor() != 0) throw new AssertionError("not formatted: see " + directory);
        start();
    }

    private Map<String, String> properties(int id, int port, int controllerPort) {
        String client = "PLAINTEXT://127.0.0.1:" + port;
        boolean controls = id == 1;
        return Map.ofEntries(
                Map.entry("node.id", Integer.toString(id)),
                Map.entry("process.roles", controls ? "broker,controller" : "broker"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listener.security.protocol.map",
                        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                Map.entry(
                        "listeners",
                        controls ? client + ",CONTROLLER://127.0.0.1:" + controllerPort : client),
                Map.entry("advertised.listeners", client),
                Map.entry("log.dirs", directory.resolve("logs").toString()),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("broker.session.timeout.ms", "6000"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.enable", "false"),
                Map.entry("auto.create.topics.enable", "false"));
    }

    void start() throws IOException {
        process = java("kafka.Kafka", configuration.toString());
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        main),
                                Stream.of(arguments))
                        .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
                .start();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
