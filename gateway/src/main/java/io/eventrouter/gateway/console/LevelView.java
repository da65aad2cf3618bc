package io.eventrouter.gateway.console;

/**
 * Figures of a level, over the last minute where they are rates. Null is not known. Immutable.
 *
 * @param name of the level
 * @param weight null for a level of the express lane
 * @param due its part of the shared lane by weight, 0 to 1; null where none is due by weight
 * @param share its part of what the shared lane routed, 0 to 1; null for express, or for nothing
 * @param backlog events that wait to be merged, in the whole deployment
 * @param published records a second that its topic took
 * @param routed events a second that this gateway dispatched
 * @param p50 milliseconds from publishing to dispatch at this gateway; null where there was none
 * @param p99 the same
 * @param worst the same
 */
record LevelView(
        String name,
        Integer weight,
        Double due,
        Double share,
        Long backlog,
        Double published,
        Double routed,
        Long p50,
        Long p99,
        Long worst) {}
