package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;

/**
 * What one session does about its subscriptions: each command takes effect and is answered.
 * Confined to its worker's thread.
 */
final class Subscriptions {
    private final LiveSession session;
    private final Shard shard;
    private final SubscriptionSet set;

    Subscriptions(LiveSession session, Shard shard) {
        this.session = session;
        this.shard = shard;
        set = new SubscriptionSet(shard.index());
    }

    void subscribe(ChannelPattern pattern, Priority minPriority, String cursor, String ref) {
        if (!session.isOpen()) return;
        int leastRank = minPriority == null ? shard.terms().leastRank() : minPriority.rank();
        int most = shard.terms().maxSubscriptions();
        if (!set.put(pattern, session, leastRank, most)) {
            refuse(ErrorCode.LIMIT, most + " subscriptions are allowed", ref);
            return;
        }
        Boolean recovered = cursor == null ? null : shard.position().continues(cursor);
        session.send(new ServerMessage.Subscribed(pattern.text(), recovered, ref));
    }

    void unsubscribe(ChannelPattern pattern, String ref) {
        if (!session.isOpen()) return;
        if (set.remove(pattern)) session.send(new ServerMessage.Unsubscribed(pattern.text(), ref));
        else refuse(ErrorCode.NOT_SUBSCRIBED, "there is no subscription to " + pattern, ref);
    }

    private void refuse(ErrorCode code, String message, String ref) {
        session.send(new ServerMessage.Refused(code, message, ref));
    }

    boolean isEmpty() {
        return set.isEmpty();
    }

    /** Gives all up, when the session is over. */
    void clear() {
        set.clear();
    }
}
