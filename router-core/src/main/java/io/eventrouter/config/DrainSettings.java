package io.eventrouter.config;

import java.time.Duration;

/**
 * How a gateway stops.
 *
 * @param window over which it closes its sessions, evenly, 0 s to 10 min
 * @param timeout how long sessions have, all in all, to take what waits for them, 0 s to 10 min
 */
public record DrainSettings(Duration window, Duration timeout) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public DrainSettings {
        Ranges.within("gateway.drain-window", window, Duration.ZERO, LONGEST);
        Ranges.within("gateway.drain-timeout", timeout, Duration.ZERO, LONGEST);
    }

    /** The window, less where the last ones would have no time left to take what waits. */
    public Duration pace() {
        Duration longest = timeout.multipliedBy(3).dividedBy(4);
        return window.compareTo(longest) < 0 ? window : longest;
    }
}
