package io.eventrouter.gateway.replay;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some hundred events that follow one another, numbered, and indexed by channel. What a pattern
 * with wildcards matches is found once for all who ask with the same pattern. Confined to its
 * worker's thread.
 */
final class Segment {
    /** So many different patterns with wildcards are remembered; a bound on memory, no more. */
    private static final int MOST_PATTERNS = 64;

    private final long first;
    private final List<RoutedEvent> events = new ArrayList<>();
    private final Map<String, Indexes> byChannel = new HashMap<>();
    private final Map<ChannelPattern, Matches> byPattern = new HashMap<>();
    private long bytes;

    Segment(long first) {
        this.first = first;
    }

    void add(RoutedEvent event) {
        byChannel
                .computeIfAbsent(event.record().channel().name(), c -> new Indexes())
                .add(events.size());
        events.add(event);
        bytes += event.keptBytes();
    }

    /** The number of its first event. */
    long first() {
        return first;
    }

    /** One more than the number of its last event. */
    long end() {
        return first + events.size();
    }

    int size() {
        return events.size();
    }

    long bytes() {
        return bytes;
    }

    RoutedEvent get(long number) {
        return events.get((int) (number - first));
    }

    List<RoutedEvent> events() {
        return events;
    }

    /** The number of the first event from that one on that the pattern matches, or -1. */
    long next(ChannelPattern pattern, long from) {
        Indexes matching = pattern.isExact() ? byChannel.get(pattern.text()) : matches(pattern);
        int index = matching == null ? -1 : matching.atOrAfter((int) Math.max(0, from - first));
        return index < 0 ? -1 : first + index;
    }

    private Indexes matches(ChannelPattern pattern) {
        Matches matches = byPattern.get(pattern);
        if (matches == null) {
            if (byPattern.size() == MOST_PATTERNS) byPattern.clear();
            matches = new Matches();
            byPattern.put(pattern, matches);
        }
        for (; matches.seen < events.size(); matches.seen++)
            if (pattern.matches(events.get(matches.seen).record().channel()))
                matches.found.add(matches.seen);
        return matches.found;
    }

    /** What a pattern matches among the events seen so far. */
    private static final class Matches {
        private final Indexes found = new Indexes();
        private int seen;
    }
}
