package io.eventrouter.cli.client;

import java.time.Duration;

/**
 * Is told what happens, on the client's own thread, one call at a time. While a call lasts nothing
 * more is read than a few dozen messages, so that a slow listener slows the gateway down rather
 * than fill the memory.
 */
public interface ClientListener {
    void onEvent(ReceivedEvent event);

    /** Every subscription holds from here on: after the first connect, and after each other. */
    default void onReady(Welcome welcome) {}

    /** The connection is gone; another attempt follows after that time. */
    default void onReconnecting(Disconnection why, Duration after) {}

    default void onGap(Gap gap) {}

    /**
     * All that came before has been handed to this listener: a client that begins at this cursor
     * goes on from here. The last events before it may come again there.
     */
    default void onCheckpoint(String cursor) {}

    /** The gateway refused a command that was not a subscription. */
    default void onError(String code, String message) {}
}
