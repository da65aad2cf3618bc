package io.eventrouter.gateway.auth;

import io.eventrouter.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of what is revoked four times a second. What is added holds at once; what is taken
 * away, once two looks in a row say so, as some editors empty a file before they write it. A file
 * that cannot be read changes nothing.
 *
 * <p>It reads rather than asks the operating system for events, for the reasons that hold for the
 * settings file too: network file systems, exchanged symbolic links.
 *
 * <p>Thread-safe: {@link #look} is confined to its thread, and what others see is volatile.
 */
final class RevocationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationWatch.class);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Path file;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(RevocationWatch::newThread);
    private volatile Revocations current;

    // Confined to the thread, but for the last, which others read.
    private String settled;
    private String candidate;
    private volatile boolean unreadable;

    /**
     * Reads the file for the first time.
     *
     * @throws InvalidSettingException when it cannot be read, or has a line that says nothing
     */
    RevocationWatch(Path file) {
        this.file = file;
        try {
            settled = Files.readString(file);
        } catch (IOException e) {
            throw invalid("cannot be read, make an empty one: " + e.getClass().getSimpleName());
        }
        current = Revocations.parse(settled);
        if (!current.badLines().isEmpty())
            throw invalid(
                    "line "
                            + current.badLines().get(0)
                            + " is neither a remark (#) nor jti ID, sub USER or sub USER TIME");
    }

    private InvalidSettingException invalid(String why) {
        return new InvalidSettingException("auth.revocation-file", file, why);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "gateway-revocations");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(
                        this::turn, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    Revocations current() {
        return current;
    }

    /** Whether the file could not be read when it was looked at last. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** One that throws would be the last one, and nobody would hear of it. */
    private void turn() {
        try {
            look();
        } catch (Throwable e) {
            LOG.atError().setCause(e).log("Reading what is revoked failed; it goes on");
        }
    }

    void look() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            if (!unreadable)
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("reason", e.getClass().getSimpleName())
                        .log("What is revoked cannot be read; what was read last holds");
            unreadable = true;
            return;
        }
        unreadable = false;
        if (!text.equals(settled)) consider(text);
        else candidate = null;
    }

    private void consider(String text) {
        Revocations read = Revocations.parse(text);
        if (!read.coverAll(current) && !text.equals(candidate)) {
            candidate = text;
            return;
        }
        current = read;
        settled = text;
        candidate = null;
        LOG.atInfo()
                .addKeyValue("file", file)
                .addKeyValue("entries", read.size())
                .log("What is revoked was read");
        if (!read.badLines().isEmpty())
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("lines", read.badLines())
                    .log("Lines of what is revoked say nothing that is understood; mend them");
    }
}
