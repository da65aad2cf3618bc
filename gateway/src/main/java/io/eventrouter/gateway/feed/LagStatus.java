package io.eventrouter.gateway.feed;

import java.time.Duration;

/**
 * How far a gateway lags behind what it has read.
 *
 * @param longestWait how long the event has waited that waits longest; zero when none does
 * @param lagging workers for which that is beyond the limit, and which let urgent events go first
 */
public record LagStatus(Duration longestWait, int lagging) {
    public boolean isLagging() {
        return lagging > 0;
    }
}
