/**
 * The benchmark of the fan-out: event-router's gateway and its peers under the same clients, in
 * alternating rounds.
 *
 * <p>{@link io.eventrouter.benchmarks.fanout.FanoutBenchmark} is the command. Server under test,
 * broker and clients are processes of their own; this one tells them what to do and keeps the
 * figures. Confined to the main thread.
 */
package io.eventrouter.benchmarks.fanout;
