package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.RoutedEvent;

/**
 * By what a newer event makes an older one of the same level obsolete: the channel and the key that
 * the publisher gave it. Only within a partition of the routed topic, where offsets say which is
 * the newer. Immutable.
 */
record CollapseKey(int partition, int rank, String channel, String key) {
    /** Null for an event without one. */
    static CollapseKey of(RoutedEvent event) {
        String key = event.record().collapseKey();
        return key == null
                ? null
                : new CollapseKey(
                        event.record().position().partition(),
                        event.rank(),
                        event.record().channel().name(),
                        key);
    }
}
