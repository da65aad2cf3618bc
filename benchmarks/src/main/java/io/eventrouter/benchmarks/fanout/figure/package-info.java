/**
 * The figures of the fan-out: their names, the targets, the page and the charts. All but the files
 * is pure.
 */
package io.eventrouter.benchmarks.fanout.figure;
