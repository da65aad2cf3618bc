package io.eventrouter.cli.load;

import io.eventrouter.event.Priority;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of one level's events so far.
 *
 * <p>Thread-safe: the sender, the producer's and the client's thread each count what is theirs, in
 * atomic counters and bits. Times count from when an event was due, not from when it was sent, so
 * that a sender that was held up does not hide it (coordinated omission).
 */
final class LevelTally {
    private final Priority level;
    private final LoadPlan plan;
    private final NumberSet acknowledgedNumbers;
    private final NumberSet deliveredNumbers;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final Latencies acknowledgement = new Latencies();
    private final Latencies delivery = new Latencies();

    LevelTally(LoadPlan plan, Priority level) {
        this.level = level;
        this.plan = plan;
        this.acknowledgedNumbers = new NumberSet(plan.events(level));
        this.deliveredNumbers = new NumberSet(plan.events(level));
    }

    void sent() {
        sent.incrementAndGet();
    }

    /**
     * @param nanos when, from the start
     */
    void acknowledged(long number, long nanos) {
        if (!acknowledgedNumbers.add(number)) return;
        record(acknowledgement, number, nanos);
        acknowledged.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    /**
     * @param number what the event says; one that was not sent is passed over
     * @param nanos when, from the start
     */
    void delivered(long number, long nanos) {
        if (number < 0 || number >= plan.events(level)) return;
        if (!deliveredNumbers.add(number)) {
            repeats.incrementAndGet();
            return;
        }
        record(delivery, number, nanos);
        delivered.incrementAndGet();
    }

    private void record(Latencies latencies, long number, long nanos) {
        long due = plan.dueNanos(level, number);
        if (due >= plan.warmUp().toNanos()) latencies.record(nanos - due);
    }

    /** Acknowledged by Kafka, and not delivered so far. */
    long undelivered() {
        return acknowledgedNumbers.missingFrom(deliveredNumbers);
    }

    /** As it is now. To be called by one thread at a time. */
    LevelFigures figures(boolean watched) {
        return new LevelFigures(
                level,
                plan.rates().get(level),
                plan.events(level),
                sent.get(),
                acknowledged.get(),
                failed.get(),
                delivered.get(),
                watched ? undelivered() : 0,
                repeats.get(),
                acknowledgement.quantiles(),
                delivery.quantiles());
    }
}
