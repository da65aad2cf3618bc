package io.eventrouter.gateway.session;

import io.eventrouter.gateway.ack.AckEntry;
import io.eventrouter.gateway.ack.AckTerms;
import io.eventrouter.gateway.ack.AckWindow;
import java.util.random.RandomGenerator;

/**
 * What the sessions of one worker that acknowledge share: terms, deadlines, where events go that
 * are given up. Confined to its worker's thread.
 */
final class ShardAcks {
    /** A step looks at no more sessions, so that urgent events do not wait for it. */
    private static final int MOST_PER_STEP = 256;

    private final AckTerms terms;
    private final RandomGenerator random;
    private final UnackedLetters letters;
    private final Mailbox mailbox;
    private final AckMeters meters;
    private final AckDeadlines deadlines = new AckDeadlines();
    private long sessions;

    ShardAcks(
            AckTerms terms,
            RandomGenerator random,
            UnackedLetters letters,
            Mailbox mailbox,
            AckMeters meters) {
        this.terms = terms;
        this.random = random;
        this.letters = letters;
        this.mailbox = mailbox;
        this.meters = meters;
    }

    AckTerms terms() {
        return terms;
    }

    AckMeters meters() {
        return meters;
    }

    /** Whether an event of that level may have to be kept until it is acknowledged. */
    boolean mayKeep(int rank) {
        return sessions > 0 && terms.covers(rank);
    }

    AckWindow<Delivery> newWindow() {
        return new AckWindow<>(terms, random);
    }

    /** One more session acknowledges. */
    void begun() {
        sessions++;
    }

    void ended(SessionAcks acks) {
        sessions--;
        deadlines.remove(acks);
    }

    void lookAt(SessionAcks acks, long deadlineNanos) {
        deadlines.set(acks, deadlineNanos);
    }

    /** Looks at the sessions whose deadline has passed; returns how many. */
    int step(long nowNanos) {
        int done = 0;
        for (; done < MOST_PER_STEP; done++) {
            SessionAcks due = deadlines.pollDue(nowNanos);
            if (due == null) break;
            due.session().attempt(session -> due.look());
        }
        return done;
    }

    /** How long the worker may sleep. */
    long nanosLeft(long nowNanos) {
        return deadlines.nanosLeft(nowNanos);
    }

    /** Hands an event over; what becomes of it is told in a later step. */
    void giveUp(SessionAcks acks, AckEntry<Delivery> entry) {
        letters.keep(
                entry.event().record(),
                acks.session().id(),
                entry.attempts(),
                kept -> mailbox.post(new Outcome(acks, entry, kept)));
    }

    private record Outcome(SessionAcks acks, AckEntry<Delivery> entry, boolean kept)
            implements Command {
        @Override
        public void run() {
            acks.givenUp(entry, kept);
        }

        @Override
        public LiveSession session() {
            return acks.session();
        }
    }
}
