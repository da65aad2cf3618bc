package io.eventrouter.system.merge;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.merge.streams.Router;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A router in a process of its own, to be killed. */
final class RouterProcess implements AutoCloseable {
    private final Process process;

    private RouterProcess(Process process) {
        this.process = process;
    }

    static RouterProcess start(Settings settings, Path log) throws IOException {
        var delivery = settings.router().delivery();
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RouterProcess.class.getName(),
                        "kafka.bootstrap-servers=" + settings.kafka().bootstrapServers(),
                        "topics.prefix=" + settings.topics().prefix(),
                        "topics.partitions=" + settings.topics().partitions(),
                        "delivery=" + delivery.guarantee().text(),
                        "delivery.transaction-timeout=" + delivery.transactionTimeout(),
                        "levels=" + settings.levels());
        File output = log.toFile();
        return new RouterProcess(builder.redirectErrorStream(true).redirectOutput(output).start());
    }

    /** As kill -9 does: nothing is flushed, committed or said to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it stands, as a long pause of its machine does. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on, as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
        if (code != 0) throw new IOException("kill " + name + " ended with " + code);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As SIGTERM does: it hands its partitions over. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> values = new HashMap<>();
        for (String argument : List.of(arguments)) {
            String[] pair = argument.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        Settings settings = SettingsSources.load(Optional.empty(), Map.of(), values);
        var router =
                new Router(settings, TopicProvisioner.ensure(settings), new SimpleMeterRegistry());
        Runtime.getRuntime().addShutdownHook(new Thread(router::close));
        router.start();
        new CountDownLatch(1).await();
    }
}
