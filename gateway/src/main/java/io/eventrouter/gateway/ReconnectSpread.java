package io.eventrouter.gateway;

import java.util.Random;
import java.util.function.LongSupplier;

/**
 * When the sessions of a gateway that stops are told to come back: each at a moment of its own,
 * drawn evenly from a span that grows with their number, so that the other gateways do not see all
 * of them at once. Thread-safe, as its source is.
 */
final class ReconnectSpread implements LongSupplier {
    private static final long MILLIS_PER_SESSION = 2;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final Random random;
    private final int spanMillis;

    ReconnectSpread(long sessions, Random random) {
        this.random = random;
        spanMillis =
                (int)
                        Math.max(
                                SHORTEST_MILLIS,
                                Math.min(LONGEST_MILLIS, sessions * MILLIS_PER_SESSION));
    }

    @Override
    public long getAsLong() {
        return random.nextInt(spanMillis);
    }
}
