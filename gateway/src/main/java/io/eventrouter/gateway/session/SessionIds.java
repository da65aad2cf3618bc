package io.eventrouter.gateway.session;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes session ids, unique among all gateways: a number that this gateway drew at its start, and a
 * count. They name a session and give no right to it. Thread-safe.
 */
final class SessionIds {
    private static final int RADIX = 36;

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    SessionIds() {
        this(new SecureRandom()::nextLong);
    }

    SessionIds(LongSupplier random) {
        prefix = Long.toUnsignedString(random.getAsLong(), RADIX) + ".";
    }

    String next() {
        return prefix + Long.toString(count.incrementAndGet(), RADIX);
    }
}
