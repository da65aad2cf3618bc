/**
 * The load: what the benchmark publishes, how a backlog is prepared and a flood kept up, and what
 * the reader of the routed topic sees.
 *
 * <p>The publisher of urgent events and the readers live in one process, so that one monotonic
 * clock measures the way between them.
 */
package io.eventrouter.benchmarks.merge.load;
