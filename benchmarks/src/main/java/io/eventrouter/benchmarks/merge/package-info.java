/**
 * The benchmark of the merge: event-router and its peers on one broker, in alternating rounds.
 *
 * <p>{@link io.eventrouter.benchmarks.merge.MergeBenchmark} is the command. Broker, variant under
 * test and flood are processes of their own; this one publishes urgent events, reads the routed
 * topic and keeps the figures. Confined to the main thread but for publisher and readers.
 */
package io.eventrouter.benchmarks.merge;
