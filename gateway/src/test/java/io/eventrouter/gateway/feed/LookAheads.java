package io.eventrouter.gateway.feed;

import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;

/** Lets tests of other packages be the feed. */
public final class LookAheads {
    private LookAheads() {}

    public static void add(LookAhead lookAhead, RoutedRecord... records) {
        for (RoutedRecord record : records) {
            boolean express = record.priority().rank() == 0;
            lookAhead.add(express ? Lane.EXPRESS : Lane.SHARED, record);
        }
    }

    public static void jump(LookAhead lookAhead, OffsetJump jump) {
        lookAhead.jump(jump);
    }

    public static boolean isFull(LookAhead lookAhead, Lane lane) {
        return lookAhead.isFull(lane);
    }
}
