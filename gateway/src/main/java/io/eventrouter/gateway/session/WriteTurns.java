package io.eventrouter.gateway.session;

import java.util.ArrayDeque;

/**
 * The sessions that are to be written to: first those for which an event of an express level waits,
 * each kind in the order in which it came. A session may be listed in both. Confined to its
 * worker's thread.
 */
final class WriteTurns {
    private final ArrayDeque<LiveSession> urgent = new ArrayDeque<>();
    private final ArrayDeque<LiveSession> ordinary = new ArrayDeque<>();

    void add(LiveSession session, boolean express) {
        (express ? urgent : ordinary).add(session);
    }

    /** The next one, or null. */
    LiveSession poll() {
        LiveSession session = urgent.poll();
        return session != null ? session : ordinary.poll();
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordinary.isEmpty();
    }
}
