package io.eventrouter.merge;

import java.time.Duration;

/**
 * How long to wait before a thread that has failed is replaced: not at all at first, then twice as
 * long each time up to ten seconds, and from the beginning again after a minute without a failure.
 * What fails on one record fails on it again, and would otherwise keep a processor busy with it.
 * Immutable.
 *
 * @param pause after the latest failure
 * @param failedNanos when that was, as of {@link System#nanoTime()}
 */
public record ReplacementPace(Duration pause, long failedNanos) {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** After a first failure. */
    public static ReplacementPace firstFailure(long nowNanos) {
        return new ReplacementPace(Duration.ZERO, nowNanos);
    }

    /** After another failure. */
    public ReplacementPace nextFailure(long nowNanos) {
        if (nowNanos - failedNanos > QUIET.plus(pause).toNanos()) return firstFailure(nowNanos);
        Duration doubled = pause.isZero() ? FIRST : pause.multipliedBy(2);
        return new ReplacementPace(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled, nowNanos);
    }
}
