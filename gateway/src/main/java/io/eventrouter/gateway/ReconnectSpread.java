package io.eventrouter.gateway;

import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * How long after its close each session of a gateway that stops is told to come back: a time of its
 * own, drawn evenly from a span, so that the other gateways do not see all of them at once. The
 * closes are spread over a window already; the span grows with the number of sessions by as much as
 * that window is too short for them. Thread-safe, as its source is.
 */
final class ReconnectSpread implements LongSupplier {
    private static final long MILLIS_PER_SESSION = 2;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final Random random;
    private final int spanMillis;

    /**
     * @param window over which the sessions are closed
     */
    ReconnectSpread(long sessions, Duration window, Random random) {
        this.random = random;
        long missing = sessions * MILLIS_PER_SESSION - window.toMillis();
        spanMillis = (int) Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, missing));
    }

    @Override
    public long getAsLong() {
        return random.nextInt(spanMillis);
    }
}
