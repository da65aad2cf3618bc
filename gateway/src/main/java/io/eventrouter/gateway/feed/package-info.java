/**
 * From the routed topic to the workers: a feed per lane, each one thread with one consumer, and the
 * look-ahead, bounded in bytes, in which urgent events overtake.
 *
 * <p>A feed never waits for a session: when its part of the look-ahead is full it pauses its
 * consumer. Imports Kafka's consumer and {@code wire}; knows no session and no socket. Who owns
 * what: docs/threading.md.
 */
package io.eventrouter.gateway.feed;
