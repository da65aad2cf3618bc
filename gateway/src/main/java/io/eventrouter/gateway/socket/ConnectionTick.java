package io.eventrouter.gateway.socket;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after every connection, from one thread with one timer: deadlines of requests, heartbeats,
 * closes that take too long. A connection has no timer of its own.
 */
final class ConnectionTick implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTick.class);

    private final GatewayConnector connector;
    private final LongSupplier nanoClock;
    private final long periodNanos;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(ConnectionTick::thread);

    private ScheduledFuture<?> ticking;

    /**
     * @param periodNanos how late a deadline may be noticed
     */
    ConnectionTick(GatewayConnector connector, LongSupplier nanoClock, long periodNanos) {
        this.connector = connector;
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

    private void tick() {
        connector.endPoints().forEach(this::tick);
    }

    /** One connection's fault must not end the care for the others. */
    private void tick(GatewayEndPoint endPoint) {
        try {
            endPoint.onTick(nanoClock.getAsLong());
        } catch (RuntimeException e) {
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
