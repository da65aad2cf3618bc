package io.eventrouter.gateway.session;

import java.util.LinkedHashMap;
import java.util.Map;

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

    private final WorkerClock clock;
    private final Deadlines active;
    private final Deadlines quiet;

    Checkpoints(long intervalNanos, WorkerClock clock) {
        this.clock = clock;
        active = new Deadlines(intervalNanos);
        quiet = new Deadlines(QUIET_INTERVALS * intervalNanos);
    }

    void opened(LiveSession session) {
        quiet.add(session, clock.nanos());
    }

    /** It has been sent events, for the first time since its last checkpoint. */
    void sent(LiveSession session) {
        active.add(session, clock.nanos());
    }

    /** Nothing of a session that is over is kept. */
    void ended(LiveSession session) {
        active.remove(session);
        quiet.remove(session);
    }

    /** Returns how many were due. */
    int step() {
        int done = 0;
        long now = clock.nanos();
        for (; done < MOST_PER_STEP && active.nanosLeft(now) <= 0; done++)
            active.removeFirst().attempt(LiveSession::checkpoint);
        for (; done < MOST_PER_STEP && quiet.nanosLeft(now) <= 0; done++) {
            LiveSession session = quiet.removeFirst();
            if (session.isOver()) continue;
            session.attempt(LiveSession::renewCursor);
            if (!session.isOver()) quiet.add(session, now);
        }
        return done;
    }

    /**
     * How long the worker may sleep. Quiet sessions do not wake it: without events nothing changes
     * for them, and with them it is awake.
     */
    long nanosLeft() {
        return Math.max(0, active.nanosLeft(clock.nanos()));
    }

    /** Sessions in the order of their deadlines, which is that of their coming. */
    private static final class Deadlines {
        private final long delayNanos;
        private final Map<LiveSession, Long> deadlines = new LinkedHashMap<>();

        Deadlines(long delayNanos) {
            this.delayNanos = delayNanos;
        }

        void add(LiveSession session, long nowNanos) {
            deadlines.put(session, nowNanos + delayNanos);
        }

        void remove(LiveSession session) {
            deadlines.remove(session);
        }

        LiveSession removeFirst() {
            LiveSession first = deadlines.keySet().iterator().next();
            deadlines.remove(first);
            return first;
        }

        /** {@link Long#MAX_VALUE} without any. */
        long nanosLeft(long nowNanos) {
            return deadlines.isEmpty()
                    ? Long.MAX_VALUE
                    : deadlines.values().iterator().next() - nowNanos;
        }
    }
}
