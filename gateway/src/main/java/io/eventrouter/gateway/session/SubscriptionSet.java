package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.routing.RoutingIndex;
import io.eventrouter.gateway.routing.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of one session, each also in its worker's index. Confined to its worker's
 * thread.
 */
final class SubscriptionSet {
    private final RoutingIndex<LiveSession> index;
    private Map<ChannelPattern, Subscription<LiveSession>> byPattern = Map.of();

    SubscriptionSet(RoutingIndex<LiveSession> index) {
        this.index = index;
    }

    /**
     * Subscribes, or changes the levels of a subscription that is there.
     *
     * @param most how many there may be
     * @return null when there are too many
     */
    Subscription<LiveSession> put(
            ChannelPattern pattern, LiveSession session, int leastRank, int most) {
        Subscription<LiveSession> present = byPattern.get(pattern);
        if (present != null) {
            present.admitDownTo(leastRank);
            return present;
        }
        if (byPattern.size() >= most) return null;
        if (byPattern.isEmpty()) byPattern = new HashMap<>(2);
        Subscription<LiveSession> added = index.subscribe(pattern, session, leastRank);
        byPattern.put(added.pattern(), added); // the index's own object: one for all sessions
        return added;
    }

    /** The subscription to that pattern, which has ended; null when there was none. */
    Subscription<LiveSession> remove(ChannelPattern pattern) {
        if (byPattern.isEmpty()) return null;
        Subscription<LiveSession> present = byPattern.remove(pattern);
        if (present == null) return null;
        index.unsubscribe(present);
        if (byPattern.isEmpty()) byPattern = Map.of();
        return present;
    }

    /** A copy: what they are now. */
    List<ChannelPattern> patterns() {
        return List.copyOf(byPattern.keySet());
    }

    boolean isEmpty() {
        return byPattern.isEmpty();
    }

    void clear() {
        byPattern.values().forEach(index::unsubscribe);
        byPattern = Map.of();
    }
}
