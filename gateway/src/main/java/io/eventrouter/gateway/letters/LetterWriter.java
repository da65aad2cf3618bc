package io.eventrouter.gateway.letters;

import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.feed.Wakeup;
import io.eventrouter.gateway.session.UnackedLetters;
import io.eventrouter.ingest.PublishException;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.wire.DeadLetter;
import io.eventrouter.wire.RoutedRecord;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes letters, one after the other. What cannot be written is given back at once: its session
 * keeps it, and hands it over again after a while. So while Kafka is away no more than {@value
 * #MOST_WAITING} letters wait here, and none is lost.
 *
 * <p>Its duty is confined to one thread; {@link #keep} is thread-safe. The producer is made for the
 * first letter: a gateway whose clients acknowledge everything has none.
 */
final class LetterWriter implements DutyThread.Duty, UnackedLetters {
    static final int MOST_WAITING = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(LetterWriter.class);

    private final Supplier<LetterOutlet> opener;
    private final UnackedLetter letters;
    private final LetterMeters meters;
    private final Queue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Wakeup wakeup = new Wakeup();
    private LetterOutlet outlet;
    private volatile boolean woken;
    private volatile boolean failing;

    /**
     * @param letter made by the writing thread, and not before there is room for it
     */
    private record Waiting(Supplier<DeadLetter> letter, Consumer<Boolean> outcome) {}

    /**
     * @param opener called on the writing thread, for the first letter; again if it throws
     */
    LetterWriter(Supplier<LetterOutlet> opener, UnackedLetter letters, LetterMeters meters) {
        this.opener = opener;
        this.letters = letters;
        this.meters = meters;
    }

    @Override
    public void keep(RoutedRecord event, String session, int attempts, Consumer<Boolean> outcome) {
        add(new Waiting(() -> letters.of(event, session, attempts), outcome));
    }

    private void add(Waiting letter) {
        if (waiting.offer(letter)) wakeup.signal();
        else letter.outcome().accept(false);
    }

    @Override
    public int step() {
        woken = false;
        Waiting next = waiting.poll();
        if (next == null) return 0;
        try {
            write(next);
        } catch (RuntimeException e) { // of ours too: the thread goes on, and nothing is lost
            failed(next, e);
        }
        return 1;
    }

    private void write(Waiting next) {
        if (outlet == null) outlet = opener.get();
        DeadLetter letter = next.letter().get();
        var unused =
                outlet.write(letter.toRecord(letters.topics().deadLetter()))
                        .whenComplete(
                                (done, failure) -> {
                                    if (failure == null) kept(next);
                                    else refused(next, letter, failure);
                                });
    }

    private void kept(Waiting next) {
        failing = false;
        next.outcome().accept(true);
    }

    /** One that is too large for its topic is written without what it holds. */
    private void refused(Waiting next, DeadLetter letter, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean tooLarge = cause instanceof PublishException e && e.reason() == Reason.TOO_LARGE;
        if (tooLarge && !DeadLetter.isStripped(letter.headers()))
            add(new Waiting(() -> DeadLetter.stripped(letter.headers()), next.outcome()));
        else failed(next, cause);
    }

    private void failed(Waiting next, Throwable cause) {
        meters.failed();
        if (!failing)
            LOG.atWarn()
                    .setCause(cause)
                    .log("Events that were never acknowledged cannot be kept; tried again later");
        failing = true;
        next.outcome().accept(false);
    }

    @Override
    public void idle() {
        wakeup.sleep(() -> woken || !waiting.isEmpty(), Long.MAX_VALUE);
    }

    @Override
    public void wake() {
        woken = true;
        wakeup.signal();
    }

    @Override
    public void ended() {
        if (outlet != null) outlet.close();
    }
}
