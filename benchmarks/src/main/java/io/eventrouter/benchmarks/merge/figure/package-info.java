/**
 * What becomes of measurements: figures by variant and round, medians, ratios within rounds, shares
 * over windows, percentiles, and the page and charts made of them.
 *
 * <p>All but the chart files is pure: no clock, no Kafka, no figure that was not measured.
 */
package io.eventrouter.benchmarks.merge.figure;
