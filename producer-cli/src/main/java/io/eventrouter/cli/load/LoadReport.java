package io.eventrouter.cli.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a load. Immutable.
 *
 * @param levels the most urgent first
 * @param failures how many events were not acknowledged, by the reason
 * @param subscriber how the subscriber fared; empty where nobody watched
 * @param stopped whether it was told to stop before its end
 */
public record LoadReport(
        List<LevelFigures> levels,
        Map<String, Long> failures,
        Optional<Subscriber> subscriber,
        boolean stopped) {

    /**
     * How the subscriber fared.
     *
     * @param gaps how often the gateway told of events that it could not deliver
     * @param reconnects how often the connection was lost
     * @param end why no more came, where it was cut off for good
     */
    public record Subscriber(long gaps, long reconnects, Optional<String> end) {}

    public LoadReport {
        levels = List.copyOf(levels);
        failures = Map.copyOf(failures);
    }

    /**
     * Whether everything that was due was sent, acknowledged, and delivered where that was watched.
     * After a stop nothing more is due.
     */
    public boolean isGood() {
        return levels.stream()
                .allMatch(
                        l ->
                                l.failed() == 0
                                        && l.unknown() == 0
                                        && l.undelivered() == 0
                                        && (stopped || l.unsent() == 0));
    }
}
