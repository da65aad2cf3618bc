package io.eventrouter.gateway.routing;

import io.eventrouter.event.Position;

/**
 * Holds events back from a subscription by their place: those that reach it in another way, or not
 * yet. Confined to its worker's thread.
 */
public interface Gate {
    boolean admits(Position position);
}
