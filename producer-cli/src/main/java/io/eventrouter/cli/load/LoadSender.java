package io.eventrouter.cli.load;

import io.eventrouter.cli.load.LoadSchedule.Due;
import io.eventrouter.cli.publish.Publishing;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.ingest.Acknowledged;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends each event when it is due, or as soon after that as there is room.
 *
 * <p>A bounded number of events is under way, so that a Kafka that is away or slow costs no more
 * memory than one that keeps up. What could not be sent when it was due is sent later, and its time
 * still counts from then; what could not be sent within the plan's patience is not sent.
 *
 * <p>Confined to the calling thread, but for outcomes, which come on the publisher's and only count
 * and give room back. The room is a {@link Semaphore}, which nobody holds while waiting for
 * anything else.
 */
final class LoadSender {
    private static final int MOST_EVENTS = 50_000;

    /** Below the 32 MiB that a Kafka producer may buffer. */
    private static final long MOST_BYTES = 16L << 20;

    /** Headers and key beside the data. */
    private static final int OVERHEAD_BYTES = 512;

    private static final long LOOK_NANOS = 50_000_000;

    private final LoadSchedule schedule;
    private final LoadEvents events;
    private final LoadTally tally;
    private final Publishing publishing;
    private final long startNanos;
    private final long lastNanos;
    private final BooleanSupplier stop;
    private final int mostUnderWay;
    private final Semaphore room;

    /**
     * @param startNanos from when times count
     */
    LoadSender(
            LoadPlan plan,
            LoadEvents events,
            LoadTally tally,
            Publishing publishing,
            long startNanos,
            BooleanSupplier stop) {
        this.schedule = new LoadSchedule(plan);
        this.events = events;
        this.tally = tally;
        this.publishing = publishing;
        this.startNanos = startNanos;
        this.lastNanos = plan.total().plus(plan.patience()).toNanos();
        this.stop = stop;
        long fitting = MOST_BYTES / (plan.dataBytes() + OVERHEAD_BYTES);
        this.mostUnderWay = (int) Math.min(MOST_EVENTS, Math.max(1, fitting));
        this.room = new Semaphore(mostUnderWay);
    }

    /** Sends everything, as far as time allows. */
    void send() {
        while (schedule.hasNext()) {
            Due due = schedule.next();
            if (!awaitDue(due.nanos()) || !awaitRoom()) return;
            send(due);
        }
    }

    /** Waits until then; false when it is to stop before. */
    private boolean awaitDue(long nanos) {
        for (long left = nanos - elapsed(); left > 0; left = nanos - elapsed()) {
            if (isOver()) return false;
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
        }
        return !isOver();
    }

    private boolean awaitRoom() {
        while (!take(1, LOOK_NANOS)) {
            if (isOver() || elapsed() > lastNanos) return false;
        }
        return true;
    }

    private boolean isOver() {
        return stop.getAsBoolean() || Thread.currentThread().isInterrupted();
    }

    private void send(Due due) {
        LevelTally level = tally.of(due.level());
        level.sent();
        CompletableFuture<Acknowledged> unused =
                publishing
                        .publish(events.event(due))
                        .whenComplete((acknowledged, failure) -> outcome(due, failure));
    }

    private void outcome(Due due, Throwable failure) {
        if (failure == null) tally.of(due.level()).acknowledged(due.number(), elapsed());
        else tally.failed(due.level(), Reasons.of(failure));
        room.release();
    }

    /** Waits until every event that was sent has an outcome, for that long at most. */
    void awaitOutcomes(Duration atMost) {
        boolean unused = take(mostUnderWay, atMost.toNanos());
    }

    private boolean take(int places, long nanos) {
        try {
            return room.tryAcquire(places, nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long elapsed() {
        return System.nanoTime() - startNanos;
    }
}
