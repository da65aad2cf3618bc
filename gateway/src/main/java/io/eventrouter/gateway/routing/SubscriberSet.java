package io.eventrouter.gateway.routing;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The subscriptions to one pattern, in no order. Adding and removing take constant time: each
 * subscription knows its place, and the last one moves into a gap. Confined to its worker's thread.
 */
final class SubscriberSet<R extends Recipient> {
    private final ChannelPattern pattern;
    private final List<Subscription<R>> members = new ArrayList<>(1);

    SubscriberSet(ChannelPattern pattern) {
        this.pattern = pattern;
    }

    ChannelPattern pattern() {
        return pattern;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    void add(Subscription<R> subscription) {
        subscription.placeAt(this, members.size());
        members.add(subscription);
    }

    void remove(Subscription<R> subscription) {
        Subscription<R> last = members.remove(members.size() - 1);
        if (last == subscription) return;
        members.set(subscription.place(), last);
        last.placeAt(this, subscription.place());
    }

    /** Visits all that admit the rank, and returns how many. */
    int visit(int rank, Position position, Consumer<R> visitor) {
        int visited = 0;
        for (int i = 0; i < members.size(); i++) {
            Subscription<R> member = members.get(i);
            if (!member.admits(rank, position)) continue;
            visitor.accept(member.recipient());
            visited++;
        }
        return visited;
    }

    /** As {@link #visit}, leaving out those that this visit has claimed already. */
    int visitUnclaimed(int rank, Position position, long visit, Consumer<R> visitor) {
        int visited = 0;
        for (int i = 0; i < members.size(); i++) {
            Subscription<R> member = members.get(i);
            if (!member.admits(rank, position) || !member.recipient().claim(visit)) continue;
            visitor.accept(member.recipient());
            visited++;
        }
        return visited;
    }
}
