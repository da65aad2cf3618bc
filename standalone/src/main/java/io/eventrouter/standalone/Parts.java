package io.eventrouter.standalone;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process has started, in order, and stops in the opposite order.
 *
 * <p>The main thread adds and closes; health checks ask from any thread.
 */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final BooleanSupplier stopRequested;
    private final List<Part> started = new CopyOnWriteArrayList<>();
    private volatile boolean complete;
    private volatile boolean stopping;

    /**
     * @param stopRequested whether the process has been told to stop
     */
    Parts(BooleanSupplier stopRequested) {
        this.stopRequested = stopRequested;
    }

    /**
     * A part that has just been started; it will be stopped in any case.
     *
     * @throws StopRequestedException when the next one need not be started any more
     */
    void add(Part part) {
        started.add(part);
        LOG.debug("{} started", part.name());
        proceed();
    }

    /**
     * To be called between steps of a start that take their time.
     *
     * @throws StopRequestedException when there is to be no further step
     */
    void proceed() {
        if (stopRequested.getAsBoolean()) throw new StopRequestedException();
    }

    /** There will be no more. */
    void complete() {
        complete = true;
    }

    /** Whether all are there and take work. */
    boolean isReady() {
        return complete && !stopping && waitingFor().isEmpty();
    }

    /** Whether none has failed so far. */
    boolean isAlive() {
        return failed().isEmpty();
    }

    /** The first part that has ended by itself. */
    Optional<String> failed() {
        return stopping
                ? Optional.empty()
                : started.stream()
                        .filter(p -> !p.alive().getAsBoolean())
                        .map(Part::name)
                        .findFirst();
    }

    /** What they are doing, for a person. */
    String state() {
        if (stopping) return "stopping";
        return complete ? "waiting for " + String.join(", ", waitingFor()) : "starting";
    }

    /** The parts that are not ready yet. */
    List<String> waitingFor() {
        return started.stream().filter(p -> !p.ready().getAsBoolean()).map(Part::name).toList();
    }

    /** Stops all, the last started first; a part that fails to stop does not keep the others. */
    @Override
    public void close() {
        stopping = true;
        for (int i = started.size() - 1; i >= 0; i--) {
            Part part = started.remove(i);
            try {
                part.stop().run();
                LOG.debug("{} stopped", part.name());
            } catch (RuntimeException e) {
                LOG.error("{} did not stop in good order", part.name(), e);
            }
        }
    }
}
