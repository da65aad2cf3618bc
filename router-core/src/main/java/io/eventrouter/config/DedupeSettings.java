package io.eventrouter.config;

import java.time.Duration;

/**
 * How long and for how many events a router remembers what it has routed, to drop repeats.
 *
 * @param window 0 to 1 day; 0 for not at all
 * @param events that are remembered at most, of each level and partition, 1 to 10,000,000
 */
public record DedupeSettings(Duration window, int events) {
    public DedupeSettings {
        Ranges.within("router.dedupe-window", window, Duration.ZERO, Duration.ofDays(1));
        Ranges.within("router.dedupe-events", events, 1, 10_000_000);
    }

    public boolean isOff() {
        return window.isZero();
    }
}
