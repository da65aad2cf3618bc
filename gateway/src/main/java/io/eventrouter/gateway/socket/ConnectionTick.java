package io.eventrouter.gateway.socket;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after every connection, from one thread with one timer: deadlines of requests, heartbeats,
 * closes that take too long. A connection has no timer of its own.
 *
 * <p>Start and close are for one thread; {@link #isHealthy} for any.
 */
final class ConnectionTick implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTick.class);

    private final Supplier<Stream<GatewayEndPoint>> endPoints;
    private final LongSupplier nanoClock;
    private final long periodNanos;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(ConnectionTick::thread);

    private volatile ScheduledFuture<?> ticking;

    /**
     * @param endPoints those that are open now
     * @param periodNanos how late a deadline may be noticed
     */
    ConnectionTick(
            Supplier<Stream<GatewayEndPoint>> endPoints, LongSupplier nanoClock, long periodNanos) {
        this.endPoints = endPoints;
        this.nanoClock = nanoClock;
        this.periodNanos = periodNanos;
    }

    void start() {
        ticking =
                timer.scheduleWithFixedDelay(
                        this::tick, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        if (ticking != null) ticking.cancel(false);
        timer.shutdownNow();
    }

    /** Whether it goes on; closed is healthy. */
    boolean isHealthy() {
        ScheduledFuture<?> now = ticking;
        return now == null || !now.isDone() || now.isCancelled();
    }

    /** A tick that throws would be the last one, and nobody would hear of it. */
    private void tick() {
        try {
            endPoints.get().forEach(this::tick);
        } catch (Throwable e) {
            LOG.atError().setCause(e).log("A tick failed; the next one goes on");
        }
    }

    /** One connection's fault must not end the care for the others, whatever it is. */
    private void tick(GatewayEndPoint endPoint) {
        try {
            endPoint.onTick(nanoClock.getAsLong());
        } catch (Throwable e) {
            LOG.atError().setCause(e).log("A connection failed on its tick and is closed");
            endPoint.close();
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "socket-tick");
        thread.setDaemon(true);
        return thread;
    }
}
