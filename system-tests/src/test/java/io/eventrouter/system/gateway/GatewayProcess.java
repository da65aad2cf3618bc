package io.eventrouter.system.gateway;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;

/** A gateway in a JVM of its own, to be killed. Confined to the test's thread. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String READY = "ready on port ";

    private final Process process;
    private final Path log;

    private GatewayProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static GatewayProcess start(Settings settings, Path directory) {
        try {
            Path log = Files.createTempFile(directory, "gateway", ".log");
            var command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx256m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    GatewayProcess.class.getName()));
            command.addAll(
                    List.of(
                            "kafka.bootstrap-servers=" + settings.kafka().bootstrapServers(),
                            "topics.prefix=" + settings.topics().prefix(),
                            "topics.partitions=" + settings.topics().partitions(),
                            "cursor.key=" + settings.gateway().cursorKey().value(),
                            "gateway.replay-bytes="
                                    + (settings.gateway().replay().memoryBytes() >> 10)
                                    + "KiB",
                            "session.checkpoint-interval="
                                    + settings.gateway().replay().checkpointInterval().toMillis()
                                    + "ms",
                            "gateway.port=0"));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new GatewayProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a gateway", e);
        }
    }

    /** The port, once it is ready. */
    int port() {
        Awaitility.await("gateway")
                .atMost(START)
                .until(() -> !process.isAlive() || text().contains(READY));
        String text = text();
        int at = text.indexOf(READY);
        if (at < 0) throw new AssertionError("the gateway ended: " + text);
        return Integer.parseInt(text.substring(at + READY.length()).lines().findFirst().orElse(""));
    }

    private String text() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what the gateway says", e);
        }
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        Settings settings = SettingsSources.load(Optional.empty(), Map.of(), values);
        var gateway =
                new Gateway(settings, TopicProvisioner.ensure(settings), new SimpleMeterRegistry());
        gateway.start();
        Awaitility.await().atMost(START).until(gateway::isReady);
        System.out.println(READY + gateway.port());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
