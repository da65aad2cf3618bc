package io.eventrouter.gateway.feed;

import io.eventrouter.wire.RoutedRecord;

/** Events as the look-ahead hands them out, for tests that have none. */
public final class RoutedEvents {
    private RoutedEvents() {}

    /** For one worker. */
    public static RoutedEvent of(RoutedRecord record) {
        return new RoutedEvent(record, new LaneBudget(1), 1, 1, 0);
    }
}
