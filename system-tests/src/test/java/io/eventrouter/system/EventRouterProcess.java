package io.eventrouter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The launcher as a user starts it: a process in a directory of its own. What it says goes to files
 * there. Killed at {@link #close()} if it has not ended. Confined to one thread.
 */
final class EventRouterProcess implements AutoCloseable {
    /** The first one of a build waits for the launcher's own build. */
    private static final Duration START = Duration.ofMinutes(4);

    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path directory;
    private final Process process;
    private final Path out;
    private final Path err;

    private EventRouterProcess(Path directory, Process process, Path out, Path err) {
        this.directory = directory;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code event-router} with these arguments, in that directory. */
    static EventRouterProcess start(Path directory, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of("..", "event-router").toAbsolutePath().normalize().toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new EventRouterProcess(directory, process, out, err);
    }

    /** Runs to the end. */
    static Ended run(Path directory, String... arguments) throws Exception {
        try (var started = start(directory, arguments)) {
            return started.await(START);
        }
    }

    /** Publishes to the Kafka that {@code up} started, with a process of its own. */
    void publish(String channel, String data) throws Exception {
        Ended published =
                run(directory, "publish", "--kafka", address("Kafka"), "--channel", channel, data);
        if (published.exitCode() != 0) throw new AssertionError(published.toString());
    }

    /** How it ended. */
    record Ended(int exitCode, String out, List<String> err) {}

    /** Waits until it says that it is ready. */
    EventRouterProcess awaitReady() {
        Awaitility.await()
                .atMost(START)
                .until(() -> read(out).contains("is ready") || !process.isAlive());
        if (!process.isAlive()) throw new AssertionError("it ended: " + read(err));
        return this;
    }

    /** What stands behind that word in the block that {@code up} prints. */
    String address(String label) {
        Matcher matcher =
                Pattern.compile("^ +" + label + " +(\\S+)", Pattern.MULTILINE).matcher(read(out));
        if (!matcher.find()) throw new AssertionError("no " + label + " in: " + read(out));
        return matcher.group(1);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** Sends SIGTERM and waits. */
    Ended stop() throws Exception {
        process.destroy();
        return await(STOP);
    }

    /** Sends that signal. */
    Ended stop(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        return await(STOP);
    }

    private Ended await(Duration atMost) throws Exception {
        if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("still running after " + atMost + ": " + read(err));
        return new Ended(process.exitValue(), read(out), withoutBuild(read(err)));
    }

    /** A launcher that has to build says so first. */
    private static List<String> withoutBuild(String err) {
        return err.lines().filter(line -> !line.endsWith(" ...")).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) process.destroyForcibly();
    }
}
