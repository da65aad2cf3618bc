package io.eventrouter.gateway.session;

import java.util.ArrayDeque;

/**
 * The sessions that are to be written to: first those for which an event of an express level waits,
 * each kind in the order in which it came. A session may be listed in both, once in each. Confined
 * to its worker's thread.
 *
 * <p>A <em>round</em> is what was listed when it began. Turns that come after that do not make it
 * longer, so that clients whose commands are answered in every step cannot keep a round from its
 * end, and with it the next events.
 */
final class WriteTurns {
    private final ArrayDeque<LiveSession> urgent = new ArrayDeque<>();
    private final ArrayDeque<LiveSession> ordinary = new ArrayDeque<>();
    private int leftOfRound;

    /** Of no meaning. It is kept, so nothing that was read for it is left out as useless. */
    private int prefetched;

    void add(LiveSession session, boolean express) {
        (express ? urgent : ordinary).add(session);
    }

    /** It goes on with its turn before the others have theirs, and as part of the round. */
    void again(LiveSession session) {
        ordinary.addFirst(session);
        leftOfRound++;
    }

    /** Whether a session is listed for which an event of an express level waits. */
    boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    /**
     * The next one, or null.
     *
     * @param all whether those count, too, for which nothing urgent waits
     */
    LiveSession poll(boolean all) {
        boolean express = !urgent.isEmpty();
        if (!express && !all) return null;
        if (!express && leftOfRound > 0) leftOfRound--;
        LiveSession session = (express ? urgent : ordinary).poll();
        if (session != null) session.leftTurns(express);
        return session;
    }

    /**
     * Prefetches what the writes of the sessions next in turn will read: the misses of several are
     * under way side by side, where each write would wait for its own. This is group prefetching
     * (Chen, Ailamaki, Gibbons, Mowry: Improving Hash Join Performance through Prefetching, 2004).
     *
     * @param most how many sessions
     * @param all as for {@link #poll}
     * @return as {@link FrameSink#prefetch()}
     */
    int prefetch(int most, boolean all) {
        if (urgent.isEmpty() && !all) return prefetched;
        int left = most;
        for (LiveSession session : urgent.isEmpty() ? ordinary : urgent) {
            if (left-- == 0) break;
            prefetched += session.prefetch();
        }
        return prefetched;
    }

    boolean isEmpty() {
        return urgent.isEmpty() && ordinary.isEmpty();
    }

    void beginRound() {
        leftOfRound = ordinary.size();
    }

    /** Whether all have had their turn that were listed when the round began. */
    boolean isRoundOver() {
        return leftOfRound == 0;
    }
}
