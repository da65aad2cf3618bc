/**
 * Events that clients publish, on their way to Kafka: who may publish what, what is added to it,
 * and a bounded number of events that wait for Kafka's acknowledgement.
 *
 * <p>Thread-safe throughout. Nothing here blocks a caller: a thread for each level, and no other,
 * waits for Kafka's client. Imports the session package for {@link
 * io.eventrouter.gateway.session.ErrorCode}, no Jetty and no socket.
 */
package io.eventrouter.gateway.publish;
