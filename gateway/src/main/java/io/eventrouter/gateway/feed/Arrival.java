package io.eventrouter.gateway.feed;

/** What a feed hands to the workers' readers; in order within a partition. */
sealed interface Arrival permits RoutedEvent, OffsetJump {}
