package io.eventrouter.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps a key set fresh, on a thread of its own: in intervals, and sooner when a token names a key
 * that is not known. It reads at most once in {@link #LEAST_PAUSE}, whoever asks, and each key that
 * is asked for is looked for once a minute, so made-up names cost next to nothing.
 *
 * <p>What cannot be read, or is no key set, changes nothing: the keys that were there stay. A key
 * set replaces them, even one without a key of use. While there are none it is not {@linkplain
 * #isReady ready}.
 *
 * <p>Thread-safe: {@link #read} is confined to its thread, and what others see is volatile.
 */
final class KeyRefresh implements AutoCloseable {
    static final Duration LEAST_PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRefresh.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration MEMORY_OF_MISSING = Duration.ofMinutes(1);
    private static final int MOST_MISSING = 10_000;

    private final KeySource source;
    private final LongSupplier nanoClock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(KeyRefresh::newThread);

    /** By the name of a key, when it was first asked for, on the clock. */
    private final Cache<String, Long> missing;

    private final AtomicBoolean sooner = new AtomicBoolean();
    private volatile long begunNanos;
    private volatile long succeededNanos;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean reached;
    private volatile boolean ready;
    private volatile String problem = "they have not been read yet";

    // Confined to the thread, once that runs.
    private Consumer<KeySet> listener = keys -> {};
    private String lastText;
    private KeySet last = KeySet.EMPTY;
    private ScheduledFuture<?> next;

    KeyRefresh(KeySource source, LongSupplier nanoClock) {
        this.source = source;
        this.nanoClock = nanoClock;
        begunNanos = nanoClock.getAsLong() - LEAST_PAUSE.toNanos();
        succeededNanos = begunNanos;
        missing =
                Caffeine.newBuilder()
                        .maximumSize(MOST_MISSING)
                        .expireAfterWrite(MEMORY_OF_MISSING)
                        .ticker(nanoClock::getAsLong)
                        .build();
    }

    private static Thread newThread(Runnable task) {
        var thread = new Thread(task, "gateway-keys");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * To be called before the start.
     *
     * @param told is given each key set that differs from the one before, on the thread
     */
    void tell(Consumer<KeySet> told) {
        listener = told;
    }

    void start() {
        thread.execute(this::turn);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Whether there are keys: they have been read since the start, and there was one of use. */
    boolean isReady() {
        return ready;
    }

    /** Why there are no keys, or no new ones; for a person. */
    String problem() {
        return source.name() + ": " + problem;
    }

    /** How long ago a key set was last read with success, or since the start. */
    Duration age() {
        return Duration.ofNanos(nanoClock.getAsLong() - succeededNanos);
    }

    /** How long after a reading with success the next one is due. */
    Duration interval() {
        return source.interval();
    }

    /** How many readings brought no key set with a key of use. */
    long failures() {
        return failures.get();
    }

    /**
     * Somebody shows a token with that key, which is not here.
     *
     * @return whether it may come: false once keys were read after it was first asked for
     */
    boolean ask(String keyId) {
        long asked = missing.get(keyId, id -> nanoClock.getAsLong());
        if (reached && succeededNanos - asked > 0) return false;
        if (sooner.compareAndSet(false, true)) {
            ScheduledFuture<?> unused = schedule(this::readSooner, Math.max(0, pauseNanos()));
        }
        return true;
    }

    /** How long it may not read yet. */
    private long pauseNanos() {
        return begunNanos + LEAST_PAUSE.toNanos() - nanoClock.getAsLong();
    }

    /** Null when it has been closed. */
    private ScheduledFuture<?> schedule(Runnable task, long nanos) {
        try {
            return thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** It may have read meanwhile, and be asked again since. */
    private void readSooner() {
        if (!sooner.get()) return;
        long pause = pauseNanos();
        if (pause > 0) {
            ScheduledFuture<?> unused = schedule(this::readSooner, pause);
            return;
        }
        if (next != null) next.cancel(false);
        turn();
    }

    /** One that throws would be the last one, and nobody would hear of it. */
    private void turn() {
        Duration pause = RETRY;
        try {
            if (read()) pause = source.interval();
        } catch (Throwable e) {
            failures.incrementAndGet();
            problem = "reading them failed; see the log";
            LOG.atError().setCause(e).log("Reading keys failed; it goes on");
        }
        next = schedule(this::turn, pause.toNanos());
    }

    /** Reads once; returns whether there are keys to go on with for an interval. */
    boolean read() {
        boolean success = readOnce();
        if (!success) failures.incrementAndGet();
        return success;
    }

    private boolean readOnce() {
        sooner.set(false);
        long begin = nanoClock.getAsLong();
        begunNanos = begin;
        String text;
        try {
            text = source.read();
        } catch (IOException | RuntimeException e) {
            failed("cannot be read: " + name(e));
            return false;
        }
        try {
            take(text);
        } catch (IllegalArgumentException e) {
            failed(e.getMessage());
            return false;
        }
        succeededNanos = begin;
        reached = true;
        problem = last.isEmpty() ? KeySet.NO_KEY : "ok";
        ready = !last.isEmpty();
        return ready;
    }

    /** Not the message, which may have the whole address in it, with a password or a key. */
    private static String name(Exception e) {
        String name = e.getClass().getSimpleName();
        return e instanceof KeySource.HttpStatusException http ? name + " " + http.status() : name;
    }

    private void take(String text) {
        if (text.equals(lastText)) return;
        KeySet keys = KeySet.parse(text);
        listener.accept(keys);
        lastText = text;
        last = keys;
        LOG.atLevel(keys.isEmpty() || keys.passedOver() > 0 ? Level.WARN : Level.INFO)
                .addKeyValue("source", source.name())
                .addKeyValue("keys", keys.keys().size())
                .addKeyValue("passedOver", keys.passedOver())
                .log(news(keys));
    }

    private static String news(KeySet keys) {
        if (keys.isEmpty())
            return "The key set has no key of use: tokens that need one are refused";
        return keys.passedOver() > 0
                ? "Keys that check tokens were read; some of the set were passed over"
                : "Keys that check tokens were read";
    }

    /** Said once for each kind of failure, until there is a success. */
    private void failed(String why) {
        if (why.equals(problem)) return;
        problem = why;
        LOG.atWarn()
                .addKeyValue("source", source.name())
                .addKeyValue("reason", why)
                .log(
                        reached
                                ? "Keys that check tokens cannot be renewed; those read last hold"
                                : "There are no keys to check tokens with yet; clients with tokens"
                                        + " are answered with 503 until there are");
    }
}
