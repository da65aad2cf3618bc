package io.eventrouter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the settings file and tells of other settings within a second.
 *
 * <p>It reads the file four times a second rather than asking the operating system for events:
 * those do not come from network file systems, miss the exchange of a symbolic link by which
 * Kubernetes replaces a file, and are a poll on some systems anyway; a time of modification is too
 * coarse, and may be kept by whoever copies a file. What it reads counts once two looks in a row
 * saw the same, as some editors empty a file before they write it.
 *
 * <p>Has a daemon thread of its own, which calls the listener; nothing is thrown. Without a file in
 * use it does nothing.
 */
public final class SettingsWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final Duration EVERY = Duration.ofMillis(250);

    /** Who wants to know; called on the watching thread. */
    public interface Listener {
        /**
         * The settings are others.
         *
         * @param before those told of last, or those at start
         */
        void changed(Settings before, Settings now);

        /**
         * The file cannot be read or has values that are not allowed. Told once for each content.
         */
        void invalid(InvalidSettingsException problems);
    }

    private final SettingsOrigin origin;
    private final Listener listener;
    private final ScheduledExecutorService thread;

    // Confined to the thread.
    private Settings told;
    private byte[] settled;
    private byte[] candidate;
    private boolean unreadable;

    /** Begins to watch. */
    public static SettingsWatch start(SettingsOrigin origin, Settings atStart, Listener listener) {
        var watch = new SettingsWatch(origin, atStart, listener);
        if (origin.file().isPresent()) {
            ScheduledFuture<?> unused =
                    watch.thread.scheduleWithFixedDelay(
                            watch::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** Looks when {@link #look()} is called. */
    SettingsWatch(SettingsOrigin origin, Settings atStart, Listener listener) {
        this.origin = origin;
        this.listener = listener;
        this.told = atStart;
        this.thread = Executors.newSingleThreadScheduledExecutor(SettingsWatch::newThread);
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "event-router-settings");
        thread.setDaemon(true);
        return thread;
    }

    void look() {
        try {
            read(origin.file().orElseThrow());
        } catch (RuntimeException e) {
            LOG.error("watching the settings file failed; it goes on", e);
        }
    }

    private void read(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            candidate = null;
            if (!unreadable) listener.invalid(unreadable(file, e));
            unreadable = true;
            return;
        }
        unreadable = false;
        if (Arrays.equals(content, settled)) {
            candidate = null;
        } else if (Arrays.equals(content, candidate)) {
            settled = content;
            candidate = null;
            load(content);
        } else {
            candidate = content;
        }
    }

    private static InvalidSettingsException unreadable(Path file, IOException e) {
        return new InvalidSettingsException(
                List.of(file + ": cannot be read any more: " + e.getClass().getSimpleName()));
    }

    private void load(byte[] content) {
        Settings now;
        try {
            now = origin.load(content);
        } catch (InvalidSettingsException e) {
            listener.invalid(e);
            return;
        }
        Settings before = told;
        told = now;
        if (!now.equals(before)) listener.changed(before, now);
    }

    /** Stops watching. Idempotent. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
