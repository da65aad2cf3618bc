package io.eventrouter.benchmarks.merge.figure;

import io.eventrouter.benchmarks.merge.variant.Variant;

/**
 * One measured value.
 *
 * @param round from 1; figures of one round were measured soon after each other
 */
public record Figure(Metric metric, Variant variant, int round, double value) {}
