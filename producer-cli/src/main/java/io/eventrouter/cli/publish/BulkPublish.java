package io.eventrouter.cli.publish;

import io.eventrouter.cli.publish.LineReader.Line;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priority;
import io.eventrouter.ingest.Acknowledged;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Publishes line after line, with a bounded number of events under way.
 *
 * <pre>
 *   line ─▶ event ─▶ publish ─▶ [ under way, oldest first ] ─▶ outcome
 * </pre>
 *
 * <p>Outcomes are taken in the order of the lines, and so the queue needs no lock: all is confined
 * to the calling thread, but for one flag that completions raise so that the first failure stops
 * the reading at once. Before it waits for input that is slow to come, it waits for what is under
 * way, so that no outcome is withheld. Order per key is the publisher's: events are handed over in
 * the order of their lines.
 */
public final class BulkPublish {
    /** Events under way; about what a batch of each partition takes. */
    static final int MOST_EVENTS = 5_000;

    /** Data under way; below the 32 MiB that a Kafka producer may buffer by default. */
    static final long MOST_BYTES = 16L << 20;

    private static final int PROGRESS_EVERY = 256;

    private record UnderWay(
            long line, Priority priority, long bytes, CompletableFuture<Acknowledged> outcome) {}

    private final InputEvents events;
    private final Publishing publishing;
    private final Outcomes outcomes;
    private final boolean keepGoing;
    private final AtomicBoolean stop;

    private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
    private final SortedMap<Priority, Long> acknowledged = new TreeMap<>();
    private long bytesUnderWay;
    private long done;
    private long failed;

    /**
     * @param keepGoing whether it goes on after a failure
     * @param stop may be set by any thread: no more is read then
     */
    public BulkPublish(
            InputEvents events,
            Publishing publishing,
            Outcomes outcomes,
            boolean keepGoing,
            AtomicBoolean stop) {
        this.events = events;
        this.publishing = publishing;
        this.outcomes = outcomes;
        this.keepGoing = keepGoing;
        this.stop = stop;
    }

    /**
     * Publishes until the input ends, fails, or is stopped. To be called once.
     *
     * @throws IOException when the input cannot be read (unless it was closed after {@code stop});
     *     what was under way has its outcome then
     */
    public PublishReport run(LineReader lines) throws IOException {
        long start = System.nanoTime();
        boolean complete = false;
        try {
            complete = readAll(lines);
        } catch (IOException e) {
            if (!stop.get()) throw e;
        } finally {
            takeAllOutcomes(lines);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new PublishReport(acknowledged, failed, complete, elapsed);
    }

    private boolean readAll(LineReader lines) throws IOException {
        while (!stop.get()) {
            if (lines.mightWait()) takeAllOutcomes(lines);
            if (stop.get()) break;
            Optional<Line> line = lines.next();
            if (line.isEmpty()) return true;
            publish(line.get());
            takeOutcomes(lines, MOST_EVENTS, MOST_BYTES);
        }
        return false;
    }

    private void publish(Line line) {
        UnderWay next;
        try {
            Event event = eventOf(line);
            next =
                    new UnderWay(
                            line.number(),
                            event.priority(),
                            line.bytes().length,
                            publishing.publish(event));
        } catch (BadInputException | InvalidEventException e) {
            next = new UnderWay(line.number(), null, 0, CompletableFuture.failedFuture(e));
        }
        if (!keepGoing) next.outcome().exceptionally(this::stopReading);
        underWay.add(next);
        bytesUnderWay += next.bytes();
    }

    private Acknowledged stopReading(Throwable failure) {
        stop.set(true);
        return null;
    }

    private Event eventOf(Line line) {
        if (!line.isWhole()) throw new BadInputException("the line is too long for any event");
        return events.ofLine(line.bytes());
    }

    private void takeAllOutcomes(LineReader lines) {
        takeOutcomes(lines, 0, 0);
        outcomes.progressed(lines.bytesRead(), done - failed);
    }

    /** Takes what is done, and waits while more is under way than that. */
    private void takeOutcomes(LineReader lines, int events, long bytes) {
        while (!underWay.isEmpty()) {
            boolean room = underWay.size() <= events && bytesUnderWay <= bytes;
            if (room && !underWay.peek().outcome().isDone()) return;
            take(underWay.remove());
            if (done % PROGRESS_EVERY == 0) outcomes.progressed(lines.bytesRead(), done - failed);
        }
    }

    private void take(UnderWay oldest) {
        bytesUnderWay -= oldest.bytes();
        done++;
        try {
            Acknowledged result = oldest.outcome().join();
            acknowledged.merge(oldest.priority(), 1L, Long::sum);
            outcomes.acknowledged(oldest.line(), result);
        } catch (CompletionException | CancellationException e) {
            failed++;
            outcomes.failed(oldest.line(), Reasons.of(e));
        }
    }
}
