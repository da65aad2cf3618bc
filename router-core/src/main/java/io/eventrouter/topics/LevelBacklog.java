package io.eventrouter.topics;

/**
 * One level's priority topic as it was read. Immutable.
 *
 * @param waiting events that wait to be merged
 * @param end the end offsets of its partitions, added up: it grows by one with each record that is
 *     published
 */
public record LevelBacklog(long waiting, long end) {}
