/**
 * The servers that are compared, each in a process of its own, all told what to publish by the same
 * lines: {@code LEVEL CHANNEL TEXT}.
 *
 * <pre>
 *   DispatchMain   event-router: look-ahead, workers, sockets; lines from a control port instead of Kafka
 *   GatewayMain    event-router's gateway as it is shipped; events from Kafka
 *   bun, ws        scripts in this module's resources, with the same control port
 *   nchan          nginx; takes messages by HTTP POST, as it does in use
 * </pre>
 *
 * <p>A child ends when its standard input ends.
 */
package io.eventrouter.benchmarks.fanout.server;
