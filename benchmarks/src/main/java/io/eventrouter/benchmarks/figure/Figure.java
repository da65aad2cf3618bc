package io.eventrouter.benchmarks.figure;

/**
 * One measured value.
 *
 * @param subject what it was measured of
 * @param round from 1; figures of one round were measured soon after each other
 */
public record Figure<S>(Metric metric, S subject, int round, double value) {}
