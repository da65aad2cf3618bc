package io.eventrouter.gateway.session;

import java.util.ArrayDeque;

/**
 * When sessions are given a checkpoint. One that has been sent events gets it an interval after the
 * first of them; so it has no more than one in an interval, and the last event is covered too. One
 * that was sent nothing has its cursor renewed now and then all the same, as the log goes on and a
 * cursor that stays behind makes its resume dear. A session whose place has not changed is left in
 * peace.
 *
 * <p>Each list has one delay for all, so its order is that of the deadlines. Confined to its
 * worker's thread.
 */
final class Checkpoints {
    /** How many intervals a session may be quiet. */
    private static final int QUIET_INTERVALS = 12;

    /** A step does no more, so that urgent events do not wait for it. */
    private static final int MOST_PER_STEP = 256;

    private final long intervalNanos;
    private final WorkerClock clock;
    private final ArrayDeque<Due> active = new ArrayDeque<>();
    private final ArrayDeque<Due> quiet = new ArrayDeque<>();

    Checkpoints(long intervalNanos, WorkerClock clock) {
        this.intervalNanos = intervalNanos;
        this.clock = clock;
    }

    void opened(LiveSession session) {
        quiet.add(new Due(session, clock.nanos() + QUIET_INTERVALS * intervalNanos));
    }

    /** It has been sent events, for the first time since its last checkpoint. */
    void sent(LiveSession session) {
        active.add(new Due(session, clock.nanos() + intervalNanos));
    }

    /** Returns how many were due. */
    int step() {
        int done = 0;
        for (; done < MOST_PER_STEP && isDue(active); done++) active.remove().session.checkpoint();
        for (; done < MOST_PER_STEP && isDue(quiet); done++) {
            LiveSession session = quiet.remove().session;
            if (session.isOver()) continue;
            session.renewCursor();
            opened(session);
        }
        return done;
    }

    private boolean isDue(ArrayDeque<Due> list) {
        return nanosLeft(list) <= 0;
    }

    private long nanosLeft(ArrayDeque<Due> list) {
        return list.isEmpty() ? Long.MAX_VALUE : list.peek().nanos - clock.nanos();
    }

    /**
     * How long the worker may sleep. Quiet sessions do not wake it: without events nothing changes
     * for them, and with them it is awake.
     */
    long nanosLeft() {
        return Math.max(0, nanosLeft(active));
    }

    private record Due(LiveSession session, long nanos) {}
}
