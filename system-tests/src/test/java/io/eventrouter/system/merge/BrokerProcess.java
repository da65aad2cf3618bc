package io.eventrouter.system.merge;

import static org.awaitility.Awaitility.await;

import io.eventrouter.standalone.EmbeddedBroker;
import io.eventrouter.system.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The embedded broker in a process of its own, to be killed and started again. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private Process process;

    private BrokerProcess(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static BrokerProcess start(Path directory) throws IOException {
        var broker = new BrokerProcess(directory, FreePort.find());
        broker.start();
        return broker;
    }

    /** Starts it again, on the same port with the same data. */
    void start() throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrokerProcess.class.getName(),
                                directory.resolve("kafka").toString(),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        directory.resolve("broker.log").toFile()))
                        .start();
        await().atMost(PATIENCE).until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) throw new AssertionError("the broker ended: see broker.log");
        return Brokers.count(bootstrapServers()) > 0;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** As kill -9 does. What it wrote is in the system's page cache. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (var broker =
                EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println("listens at " + broker.bootstrapServers());
            new CountDownLatch(1).await();
        }
    }
}
