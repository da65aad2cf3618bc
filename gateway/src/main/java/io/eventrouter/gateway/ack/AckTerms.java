package io.eventrouter.gateway.ack;

import io.eventrouter.config.AckSettings;
import io.eventrouter.config.LevelSettings;
import io.eventrouter.event.Priority;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What holds for every session that acknowledges: which levels, how long, how often. Immutable and
 * thread-safe.
 *
 * @param ranks one bit for each rank whose events are to be acknowledged
 * @param levels their names, the most urgent first
 * @param timeoutNanos from handing an event to the socket to sending it a second time
 * @param longestNanos what the time between two attempts grows to
 * @param attempts how often an event is sent at most, the first time included
 * @param windowEvents events that may be unacknowledged
 * @param windowBytes bytes that may be unacknowledged; an empty window takes one event of any size
 */
public record AckTerms(
        int ranks,
        List<String> levels,
        long timeoutNanos,
        long longestNanos,
        int attempts,
        int windowEvents,
        long windowBytes) {
    /** How much a wait may be longer than it need be, as a part of it. */
    private static final double JITTER = 0.5;

    private static final int MOST_DOUBLINGS = 30;

    public AckTerms {
        levels = List.copyOf(levels);
    }

    /** Those of the settings. */
    public static AckTerms of(AckSettings settings, LevelSettings levels) {
        List<Priority> chosen =
                levels.priorities().all().stream()
                        .filter(p -> settings.covers(levels.of(p)))
                        .toList();
        return new AckTerms(
                chosen.stream().mapToInt(p -> 1 << p.rank()).sum(),
                chosen.stream().map(Priority::name).toList(),
                settings.timeout().toNanos(),
                settings.longestWait().toNanos(),
                settings.attempts(),
                settings.windowEvents(),
                settings.windowBytes());
    }

    /** Whether events of that rank are to be acknowledged. */
    public boolean covers(int rank) {
        return (ranks & 1 << rank) != 0;
    }

    /**
     * How long an event that was sent so often waits for its acknowledgement: twice as long each
     * time, up to the longest, and a random part more, so that clients which failed together are
     * not all sent their events again in one moment.
     *
     * @param sent 1 or more
     */
    long waitNanos(int sent, RandomGenerator random) {
        int doublings = Math.min(sent - 1, MOST_DOUBLINGS);
        long longest = Math.max(timeoutNanos, longestNanos);
        long wait = timeoutNanos > longest >> doublings ? longest : timeoutNanos << doublings;
        return wait + (long) (wait * JITTER * random.nextDouble());
    }
}
