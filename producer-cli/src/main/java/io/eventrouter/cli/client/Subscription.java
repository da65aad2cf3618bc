package io.eventrouter.cli.client;

import io.eventrouter.event.ChannelPattern;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param minPriority the least urgent level that is wanted; empty for all. Only the gateway knows
 *     which levels there are
 */
public record Subscription(ChannelPattern channel, Optional<String> minPriority) {}
