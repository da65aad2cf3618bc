package io.eventrouter.cli.load;

import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A load that is to be made. Immutable.
 *
 * @param rates events a second by level, 1 to {@value #MOST_RATE}; at least one level
 * @param warmUp what comes first, and is not measured; 0 or more
 * @param duration what is measured, after the warm-up; at least a tenth of a second
 * @param dataBytes the data of each event, in bytes; at least {@value #LEAST_BYTES}
 * @param channels over how many channels the events are spread, 1 to {@value #MOST_SPREAD}
 * @param keys over how many Kafka keys; 0 for one of each channel
 * @param patience how long to wait, after the last event is due, for what is late; more than 0
 */
public record LoadPlan(
        SortedMap<Priority, Integer> rates,
        Duration warmUp,
        Duration duration,
        int dataBytes,
        int channels,
        int keys,
        Duration patience) {
    public static final int MOST_RATE = 1_000_000;
    public static final int LEAST_BYTES = 32;
    public static final int MOST_SPREAD = 1_000_000;

    /** In all: one bit of each event is kept twice, so this is 50 MB. */
    public static final long MOST_EVENTS = 200_000_000;

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * @throws IllegalArgumentException that names the option, the value and what is allowed
     */
    public LoadPlan {
        if (rates.isEmpty()) throw new IllegalArgumentException("--rate: at least one is needed");
        rates.forEach((level, rate) -> within("--rate " + level.name(), rate, 1, MOST_RATE));
        within("--warm-up", warmUp, Duration.ZERO);
        within("--duration", duration, SHORTEST);
        within("--patience", patience, SHORTEST);
        within("--size", dataBytes, LEAST_BYTES, Integer.MAX_VALUE);
        within("--channels", channels, 1, MOST_SPREAD);
        within("--keys", keys, 0, MOST_SPREAD);
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
        long all = 0;
        for (int rate : rates.values()) all += eventsOf(rate, warmUp.plus(duration));
        if (all > MOST_EVENTS)
            throw new IllegalArgumentException(
                    String.format(
                            "%d events in all: %d at most are allowed; less --rate or --duration",
                            all, MOST_EVENTS));
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw new IllegalArgumentException(
                    option
                            + " "
                            + value
                            + ": "
                            + least
                            + (most == Integer.MAX_VALUE ? " or more is" : " to " + most + " are")
                            + " allowed");
    }

    private static void within(String option, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(
                    option
                            + " "
                            + value.toMillis()
                            + "ms: "
                            + least.toMillis()
                            + "ms to "
                            + LONGEST.toDays()
                            + "d are allowed");
    }

    /** From the first event on, warm-up included. */
    public Duration total() {
        return warmUp.plus(duration);
    }

    /** How many events of that level there are, those of the warm-up among them. */
    public long events(Priority level) {
        return eventsOf(rates.get(level), total());
    }

    /** When that event of the level is due, in nanoseconds from the start; numbers begin at 0. */
    public long dueNanos(Priority level, long number) {
        int rate = rates.get(level);
        // Apart, since a week of a million a second, in nanoseconds times its rate, overflows.
        return number / rate * 1_000_000_000L + number % rate * 1_000_000_000L / rate;
    }

    private static long eventsOf(int rate, Duration time) {
        return Math.max(1, time.toMillis() * rate / 1_000);
    }
}
