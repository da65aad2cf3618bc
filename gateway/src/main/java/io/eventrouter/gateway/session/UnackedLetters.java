package io.eventrouter.gateway.session;

import io.eventrouter.wire.RoutedRecord;
import java.util.function.Consumer;

/**
 * Keeps events that a client never acknowledged, for whoever looks at them. A port: the session
 * does not know where. Thread-safe.
 */
public interface UnackedLetters {
    /**
     * Takes an event over; does not block.
     *
     * @param session the one that did not acknowledge it
     * @param attempts how often it was sent
     * @param outcome called once, on any thread, perhaps before this returns: true when the event
     *     is kept for good, false when it could not be kept
     */
    void keep(RoutedRecord event, String session, int attempts, Consumer<Boolean> outcome);
}
