package io.eventrouter.gateway.routing;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The recipients of a channel's events.
 *
 * <pre>
 *   channel ──▶ RouteCache ──miss──▶ exact: hash of channel ──▶ SubscriberSet ─┐
 *                   │                wildcards: PatternTrie ──▶ SubscriberSet… ├─▶ recipients, each once
 *                   └──hit: the same sets, no trie ───────────────────────────┘
 * </pre>
 *
 * <p>A recipient is visited once for an event, when any of its matching subscriptions admits the
 * event's level. Subscribing and unsubscribing take constant time beyond the first and the last
 * subscription to a pattern, and an event without recipients costs the same however many
 * subscriptions there are.
 *
 * <p>Confined to its worker's thread. A visitor must not subscribe or unsubscribe.
 */
public final class RoutingIndex<R extends Recipient> {
    private static final int CACHED_CHANNELS = 8_192;

    private final Map<String, SubscriberSet<R>> exact = new HashMap<>();
    private final PatternTrie<R> wildcards = new PatternTrie<>();
    private final RouteCache<R> cache;
    private long size;
    private long visits;

    public RoutingIndex() {
        this(CACHED_CHANNELS);
    }

    RoutingIndex(int cachedChannels) {
        cache = new RouteCache<>(cachedChannels);
    }

    /**
     * Adds a subscription. One recipient has no two to the same pattern: the caller sees to that.
     *
     * @param leastRank the rank of the least urgent level that is wanted
     */
    public Subscription<R> subscribe(ChannelPattern pattern, R recipient, int leastRank) {
        var subscription = new Subscription<R>(recipient, leastRank);
        setOf(pattern).add(subscription);
        size++;
        return subscription;
    }

    /** Ends a subscription; it must be one of this index, and is not used any more. */
    public void unsubscribe(Subscription<R> subscription) {
        SubscriberSet<R> set = subscription.set();
        set.remove(subscription);
        size--;
        if (set.isEmpty()) removeSet(set.pattern());
    }

    /**
     * Visits every recipient of an event once.
     *
     * @param rank the rank of its level
     * @param position its place, for subscriptions that are held back up to one
     * @return how many were visited
     */
    public int forEachRecipient(Channel channel, int rank, Position position, Consumer<R> visitor) {
        if (wildcards.isEmpty()) {
            SubscriberSet<R> only = exact.get(channel.name());
            return only == null ? 0 : only.visit(rank, position, visitor);
        }
        List<SubscriberSet<R>> sets = setsOf(channel.name());
        if (sets.size() == 1) return sets.get(0).visit(rank, position, visitor);
        int visited = 0;
        long visit = ++visits;
        for (SubscriberSet<R> set : sets)
            visited += set.visitUnclaimed(rank, position, visit, visitor);
        return visited;
    }

    /** How many subscriptions there are. */
    public long size() {
        return size;
    }

    int cachedChannels() {
        return cache.size();
    }

    boolean isEmpty() {
        return exact.isEmpty() && wildcards.isEmpty();
    }

    private SubscriberSet<R> setOf(ChannelPattern pattern) {
        if (pattern.isExact()) {
            SubscriberSet<R> set = exact.get(pattern.text());
            return set != null ? set : newExact(pattern);
        }
        SubscriberSet<R> set = wildcards.find(pattern);
        return set != null ? set : newWildcard(pattern);
    }

    private SubscriberSet<R> newExact(ChannelPattern pattern) {
        var set = new SubscriberSet<R>(pattern);
        exact.put(pattern.text(), set);
        cache.forget(pattern.text());
        return set;
    }

    private SubscriberSet<R> newWildcard(ChannelPattern pattern) {
        cache.nextGeneration();
        return wildcards.create(pattern);
    }

    private void removeSet(ChannelPattern pattern) {
        if (pattern.isExact()) {
            exact.remove(pattern.text());
            cache.forget(pattern.text());
        } else {
            wildcards.remove(pattern);
            cache.nextGeneration();
        }
    }

    private List<SubscriberSet<R>> setsOf(String channel) {
        List<SubscriberSet<R>> cached = cache.get(channel);
        if (cached != null) return cached;
        var found = new ArrayList<SubscriberSet<R>>();
        SubscriberSet<R> own = exact.get(channel);
        if (own != null) found.add(own);
        wildcards.match(List.of(channel.split("\\.")), found);
        cache.put(channel, found);
        return found;
    }
}
