/**
 * What single steps of the gateway cost, by JMH: no sockets, no Kafka, one thread.
 *
 * <p>{@link io.eventrouter.benchmarks.micro.MicroBenchmark} is the command; it writes a page. The
 * benchmarks themselves are confined to the thread that JMH gives them.
 */
package io.eventrouter.benchmarks.micro;
