package io.eventrouter.benchmarks.figure;

/**
 * What was measured, and in which unit.
 *
 * @param name as in the file of raw figures
 */
public record Metric(String name, String unit) {}
