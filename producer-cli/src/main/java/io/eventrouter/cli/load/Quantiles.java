package io.eventrouter.cli.load;

/**
 * Times that this part of the events did not exceed, in nanoseconds; 0 without any.
 *
 * @param count of how many events
 * @param p999 of 999 in a thousand
 */
public record Quantiles(long count, long p50, long p99, long p999, long max) {}
