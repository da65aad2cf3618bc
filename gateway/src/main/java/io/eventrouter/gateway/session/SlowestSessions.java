package io.eventrouter.gateway.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Finds the slowest of one worker's sessions, and keeps no more of them than are wanted. Confined
 * to its worker's thread.
 */
final class SlowestSessions implements SessionWalk.Visitor {
    private final Shard shard;
    private final int limit;
    private final Consumer<SessionReport> results;

    /** The least slow first: it gives way to a slower one. */
    private final PriorityQueue<Candidate> found;

    private record Candidate(
            LiveSession session, long waitingBytes, long writingNanos, long unackedBytes) {
        static final Comparator<Candidate> SLOWEST_LAST =
                Comparator.comparingLong(Candidate::waitingBytes)
                        .thenComparingLong(Candidate::writingNanos)
                        .thenComparingLong(Candidate::unackedBytes);
    }

    SlowestSessions(Shard shard, int limit, Consumer<SessionReport> results) {
        this.shard = shard;
        this.limit = limit;
        this.results = results;
        found = new PriorityQueue<>(Candidate.SLOWEST_LAST);
    }

    /** The slowest of all workers' slowest. */
    static List<SessionReport> merged(Collection<SessionReport> reports, int limit) {
        return reports.stream().sorted(SessionReport.SLOWEST_FIRST).limit(limit).toList();
    }

    @Override
    public boolean visit(LiveSession session) {
        if (session.isOver() || isFound(session)) return true;
        long now = shard.clock().nanos();
        Outbox outbox = session.outbox();
        found.add(
                new Candidate(
                        session,
                        outbox.waitingBytes(),
                        shard.writes().nanosSince(session, now),
                        outbox.unackedBytes()));
        if (found.size() > limit) found.poll();
        return true;
    }

    /** A walk may come to a session twice. */
    private boolean isFound(LiveSession session) {
        for (Candidate each : found) if (each.session() == session) return true;
        return false;
    }

    @Override
    public void ended() {
        for (Candidate each : found)
            if (!each.session().isOver()) results.accept(SessionReport.of(each.session(), shard));
    }
}
