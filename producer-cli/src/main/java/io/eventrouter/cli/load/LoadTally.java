package io.eventrouter.cli.load;

import io.eventrouter.event.Priority;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of all events so far. Thread-safe: its parts are, and the map of them is fixed. */
final class LoadTally {
    /** Reasons are text with figures in it: no more than that many are kept apart. */
    private static final int MOST_REASONS = 8;

    private final SortedMap<Priority, LevelTally> levels = new TreeMap<>();
    private final Map<String, LevelTally> byName = new HashMap<>();
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
    private final Optional<LoadAudience> audience;

    /**
     * @param events those that the audience waits for
     */
    LoadTally(LoadEvents events, boolean watched) {
        for (Priority level : events.plan().rates().keySet()) {
            var tally = new LevelTally(events.plan(), level);
            levels.put(level, tally);
            byName.put(level.name(), tally);
        }
        audience = watched ? Optional.of(new LoadAudience(events, byName)) : Optional.empty();
    }

    LevelTally of(Priority level) {
        return levels.get(level);
    }

    void failed(Priority level, String reason) {
        String kept =
                failures.containsKey(reason) || failures.size() < MOST_REASONS
                        ? reason
                        : "other reasons";
        failures.computeIfAbsent(kept, r -> new AtomicLong()).incrementAndGet();
        of(level).failed();
    }

    /** Who writes down what is delivered, where that is watched. */
    Optional<LoadAudience> audience() {
        return audience;
    }

    /** Whether everything that was acknowledged has been delivered. */
    boolean isAllDelivered() {
        return levels.values().stream().allMatch(level -> level.undelivered() == 0);
    }

    /** As it is now. To be called by one thread at a time. */
    LoadReport report(boolean stopped) {
        var reasons = new HashMap<String, Long>();
        failures.forEach((reason, count) -> reasons.put(reason, count.get()));
        List<LevelFigures> figures =
                levels.values().stream().map(l -> l.figures(audience.isPresent())).toList();
        return new LoadReport(figures, reasons, audience.map(LoadAudience::subscriber), stopped);
    }
}
