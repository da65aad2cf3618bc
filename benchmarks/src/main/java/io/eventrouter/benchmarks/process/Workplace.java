package io.eventrouter.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;

/**
 * A temporary directory and the children that work in it; JVMs are started with this one's Java and
 * class path. When it is closed, or this process is told to stop, the children end and the
 * directory goes.
 *
 * <p>Thread-safe: the shutdown hook reads a concurrent set.
 */
public final class Workplace implements AutoCloseable {
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final Thread hook = new Thread(this::abandon, "abandon-workplace");
    private final Path directory;

    /**
     * @param parent where the directory is made
     */
    public Workplace(Path parent) {
        try {
            Files.createDirectories(parent);
            this.directory = Files.createTempDirectory(parent, "event-router-benchmark-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A place in the directory that nobody else gets; not created. */
    public Path newPath(String name) {
        return directory.resolve(started.incrementAndGet() + "-" + name);
    }

    /**
     * Starts {@code main} with these arguments.
     *
     * @param name for messages and the log file
     */
    public ChildProcess start(
            String name, List<String> jvmOptions, Class<?> main, List<String> args) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(jvmOptions);
        command.add("-Dlogback.configurationFile=logback-benchmark.xml");
        command.add("-cp");
        command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
        command.add(main.getName());
        command.addAll(args);
        return start(name, command);
    }

    /**
     * Starts a command that speaks {@link ParentLink}.
     *
     * @param name for messages and the log file
     */
    public ChildProcess start(String name, List<String> command) {
        var child = new ChildProcess(name, newPath(name + ".log"), command, running::remove);
        running.add(child);
        return child;
    }

    /** User and system time of this process and all children that run. */
    public Duration cpu() {
        Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return running.stream().map(ChildProcess::cpu).reduce(own, Duration::plus);
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(ChildProcess::close);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The hook is running: it does the rest.
        }
        deleteDirectory();
    }

    private void abandon() {
        running.forEach(ChildProcess::kill);
        running.forEach(ChildProcess::awaitEnd);
        deleteDirectory();
    }

    private void deleteDirectory() {
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
