/**
 * The clients: a process that holds thousands of WebSocket sessions on one thread, publishes, and
 * measures what arrives.
 *
 * <pre>
 *   LoadMain ─commands─▶ Load ─▶ SessionLoop: one selector, all sessions, the tally
 *                          └──▶ publishers: the closed loop on the loop's own thread, paced ones on theirs
 * </pre>
 *
 * <p>Written for this: a session costs one small object, and a delivery one read of the socket and
 * no allocation, so that the client leaves the processors to the server. Everything of a session
 * and the tally is confined to the loop's thread.
 */
package io.eventrouter.benchmarks.fanout.load;
