package io.eventrouter.cli.client;

import io.eventrouter.event.ChannelPattern;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param minPriority the least urgent level that is wanted; empty for all. Only the gateway knows
 *     which levels there are
 * @param start where it begins, on the first connection
 * @param ack whether each event is acknowledged once the listener has returned from it; the gateway
 *     sends again what is not
 */
public record Subscription(
        ChannelPattern channel, Optional<String> minPriority, Start start, boolean ack) {
    /** From now on, without acknowledgements. */
    public Subscription(ChannelPattern channel, Optional<String> minPriority) {
        this(channel, minPriority, Start.NOW, false);
    }
}
