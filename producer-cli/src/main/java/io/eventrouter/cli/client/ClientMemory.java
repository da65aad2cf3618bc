package io.eventrouter.cli.client;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import java.util.List;

/**
 * What a client keeps over its connections. Confined to the client's thread.
 *
 * @param acknowledgements that wait to be sent
 */
record ClientMemory(
        List<Subscription> subscriptions,
        Resumption resumption,
        Acknowledgements acknowledgements) {

    /** Whether the gateway waits for an acknowledgement of events of that channel. */
    boolean isAcknowledged(String channel) {
        return subscriptions.stream()
                .filter(Subscription::ack)
                .anyMatch(subscription -> isOf(subscription.channel(), channel));
    }

    private static boolean isOf(ChannelPattern pattern, String channel) {
        try {
            return pattern.matches(new Channel(channel));
        } catch (InvalidEventException e) {
            return false;
        }
    }
}
