package io.eventrouter.gateway.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sets of subscribers match a channel, for the channels used last. An entry holds until a
 * pattern with wildcards appears or vanishes (the generation), or the channel's own set does
 * ({@link #forget}); who joins or leaves a set does not matter to it. Bounded. Confined to its
 * worker's thread.
 */
final class RouteCache<R extends Recipient> {
    private record Route<R extends Recipient>(long generation, List<SubscriberSet<R>> sets) {}

    private final Map<String, Route<R>> routes;
    private long generation;

    RouteCache(int capacity) {
        routes =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Route<R>> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** The sets, or null when they are not known or out of date. */
    List<SubscriberSet<R>> get(String channel) {
        Route<R> route = routes.get(channel);
        return route != null && route.generation == generation ? route.sets : null;
    }

    void put(String channel, List<SubscriberSet<R>> sets) {
        routes.put(channel, new Route<>(generation, List.copyOf(sets)));
    }

    void forget(String channel) {
        routes.remove(channel);
    }

    /** Every entry is out of date from now on. */
    void nextGeneration() {
        generation++;
    }

    int size() {
        return routes.size();
    }
}
