package io.eventrouter.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process that this one has started, a JVM or not, which speaks {@link ParentLink} over its
 * standard streams and logs to a file. Its user and system time are its own and its descendants'.
 *
 * <p>Confined to the thread that started it, except {@link #kill()} and {@link #awaitEnd()}.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String END = "";
    private static final int LOG_LINES_SHOWN = 12;

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final Consumer<ChildProcess> onEnd;

    ChildProcess(String name, Path log, List<String> command, Consumer<ChildProcess> onEnd) {
        this.name = name;
        this.log = log;
        this.onEnd = onEnd;
        try {
            this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        var reader = new Thread(this::readReplies, "replies-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * The rest of the line with which it reports that it is ready.
     *
     * @throws BenchmarkException when it ended or was not ready in time
     */
    public String awaitReady(Duration time) {
        return reply(ParentLink.READY, time);
    }

    /**
     * Sends a command and waits for the reply.
     *
     * @throws BenchmarkException when it ended or did not reply in time
     */
    public String ask(String command, Duration time) {
        try {
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw failed("does not listen any more");
        }
        return reply(command, time);
    }

    /** User and system time since it was started; in steps of 10 ms on Linux. */
    public Duration cpu() {
        requireAlive();
        return Duration.ofNanos(ProcessFigures.cpuNanos(pids()));
    }

    /** Its own id and those of its descendants. */
    public List<Long> pids() {
        return Stream.concat(
                        Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .toList();
    }

    /**
     * @throws BenchmarkException when it has ended
     */
    public void requireAlive() {
        if (!process.isAlive()) throw failed("ended unexpectedly");
    }

    /** Ends its standard input, waits for it, and kills it when it takes too long. Idempotent. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            process.destroy(); // it has closed its end: it is ending, or never will
        }
        if (!awaitEnd()) kill();
        onEnd.accept(this);
    }

    /** Ends it at once. Thread-safe. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether it ended within a while. Thread-safe. */
    boolean awaitEnd() {
        try {
            return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String reply(String to, Duration time) {
        String prefix = to + " ";
        var deadline = Deadline.in(time);
        try {
            while (true) {
                String line = replies.poll(deadline.leftNanos(), TimeUnit.NANOSECONDS);
                if (line == null) throw failed("did not answer '" + to + "' within " + time);
                if (line.equals(END)) throw failed("ended unexpectedly");
                if (line.startsWith(prefix)) return line.substring(prefix.length());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for: interrupted");
        }
    }

    private void readReplies() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                if (line.startsWith(ParentLink.MARK))
                    replies.add(line.substring(ParentLink.MARK.length()));
        } catch (IOException e) {
            // Its end of the pipe broke: it has ended, which the next line says.
        }
        replies.add(END);
    }

    private BenchmarkException failed(String what) {
        return new BenchmarkException(name + " " + what + logTail());
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            if (lines.isEmpty()) return "";
            int from = Math.max(0, lines.size() - LOG_LINES_SHOWN);
            return "; its log ends with:\n  "
                    + String.join("\n  ", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "; its log cannot be read";
        }
    }
}
