package io.eventrouter.gateway.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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
        if (session.isOver()) return true;
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

    @Override
    public void ended() {
        var sessions = new HashSet<LiveSession>();
        for (Candidate each : found) sessions.add(each.session());
        for (LiveSession each : sessions)
            if (!each.isOver()) results.accept(SessionReport.of(each, shard));
    }
}
