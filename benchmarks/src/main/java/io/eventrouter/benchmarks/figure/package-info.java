/**
 * What every harness does with what it has measured: figures by subject and round, medians, ratios
 * within rounds, numbers as text, tables, charts, and the frame of a page.
 *
 * <p>All but the chart files is pure: no clock, no Kafka, no figure that was not measured. Knows
 * none of the things that are compared.
 */
package io.eventrouter.benchmarks.figure;
