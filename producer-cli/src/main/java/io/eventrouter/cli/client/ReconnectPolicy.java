package io.eventrouter.cli.client;

import java.time.Duration;
import java.util.Optional;

/** Decides what follows when a connection has ended. Called on the client's thread only. */
@FunctionalInterface
public interface ReconnectPolicy {
    /** One connection is all: for callers that would rather know. */
    ReconnectPolicy NEVER = (why, hint, failures) -> Optional.empty();

    /**
     * @param hint the gateway's own wish of when to come back, where it sent one
     * @param failures how many connections in a row, this one included, did not last
     * @return how long to wait before the next attempt; empty to give up
     */
    Optional<Duration> delayAfter(Disconnection why, Optional<Duration> hint, int failures);
}
