package io.eventrouter.gateway.feed;

/**
 * Is told of all that arrives at one worker, in order within a partition, before any of it is
 * dispatched. Confined to that worker's thread.
 */
public interface ArrivalLog {
    void arrived(RoutedEvent event);

    /** After the worker's positions have taken it in. */
    void jumped(OffsetJump jump);
}
