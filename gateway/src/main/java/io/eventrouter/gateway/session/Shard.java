package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.routing.RoutingIndex;
import io.eventrouter.gateway.trace.OpenParts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sessions of one worker, and what they share.
 *
 * <p>Confined to its worker's thread.
 */
final class Shard {
    private final SessionTerms terms;
    private final WorkerClock clock;
    private final LivePosition position;
    private final ShardMeters meters;
    private final QueuePool queues;
    private final Replays replays;
    private final ShardAcks acks;
    private final Checkpoints checkpoints;
    private final RoutingIndex<LiveSession> index = new RoutingIndex<>();
    private final EventTraces traces = new EventTraces();
    private final SessionWalks walks = new SessionWalks();
    private final SendBudget budget;
    private final UrgentExit urgentExit;
    private final EventChain noEvents;
    private final OpenParts openSpans = new OpenParts();
    private final WriteTurns turns = new WriteTurns();
    private final WritesInFlight writes;
    private final List<LiveSession> sessions = new ArrayList<>();
    private final List<LiveSession> over = new ArrayList<>();

    Shard(
            SessionTerms terms,
            WorkerClock clock,
            LivePosition position,
            Replays replays,
            ShardAcks acks,
            SendBudget budget,
            ShardMeters meters) {
        this.terms = terms;
        this.clock = clock;
        this.position = position;
        this.meters = meters;
        this.replays = replays;
        this.acks = acks;
        checkpoints = new Checkpoints(terms.checkpointNanos(), clock);
        this.budget = budget;
        urgentExit = new UrgentExit(terms.order().weightedRanks());
        noEvents = new EventChain(terms);
        queues = new QueuePool(() -> new SessionQueue(terms, meters));
        writes = new WritesInFlight(terms.writeTimeoutNanos());
    }

    SessionTerms terms() {
        return terms;
    }

    WorkerClock clock() {
        return clock;
    }

    LivePosition position() {
        return position;
    }

    Replays replays() {
        return replays;
    }

    ShardAcks acks() {
        return acks;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    ShardMeters meters() {
        return meters;
    }

    QueuePool queues() {
        return queues;
    }

    /** What sessions have for which no event waits. */
    EventChain noEvents() {
        return noEvents;
    }

    RoutingIndex<LiveSession> index() {
        return index;
    }

    /**
     * An event for sessions of this worker.
     *
     * @param trace counts what becomes of it; null where nobody will ask
     */
    Delivery delivery(RoutedEvent event, EventTrace trace) {
        var delivery = new Delivery(event, trace);
        if (acks.mayKeep(event.rank())) delivery.keepRecord();
        return delivery;
    }

    /** What became of the events that were dispatched last. */
    EventTraces traces() {
        return traces;
    }

    /** Of traced events, what is not known yet of their recipients. */
    OpenParts openSpans() {
        return openSpans;
    }

    /** Who looks through all sessions at present. */
    SessionWalks walks() {
        return walks;
    }

    /** What may be under way to all of them together. */
    SendBudget budget() {
        return budget;
    }

    /** For the session whose next write is made up. */
    UrgentExit urgentExit() {
        return urgentExit;
    }

    WriteTurns turns() {
        return turns;
    }

    WritesInFlight writes() {
        return writes;
    }

    /** One of them; those above it move down when others go. */
    LiveSession session(int place) {
        return sessions.get(place);
    }

    int sessions() {
        return sessions.size();
    }

    void add(LiveSession session) {
        session.placeAt(sessions.size());
        sessions.add(session);
        meters.opened();
    }

    /** Calls it for each session, which may end by it. */
    void forEach(Consumer<LiveSession> action) {
        List.copyOf(sessions).forEach(action);
    }

    /**
     * That session is over. It is removed by {@link #removeThoseOver()}, not now: the index may be
     * on its way through its recipients.
     */
    void isOver(LiveSession session) {
        over.add(session);
    }

    void removeThoseOver() {
        if (over.isEmpty()) return;
        over.forEach(this::remove);
        over.clear();
    }

    private void remove(LiveSession session) {
        session.release();
        writes.ended(session);
        checkpoints.ended(session);
        LiveSession last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(session.place(), last);
            last.placeAt(session.place());
        }
        meters.ended();
    }
}
