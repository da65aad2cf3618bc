/**
 * A subscriber over WebSocket, protocol {@code eventrouter.v1}, for any program: it connects,
 * subscribes, and goes on where it was when the connection is lost. Begin with {@link
 * io.eventrouter.cli.client.EventClient}.
 *
 * <p>Decisions are pure ({@link io.eventrouter.cli.client.FullJitter}, {@code Silence}, {@code
 * Protocol}, {@code Resumption}, {@code PositionWindow}, {@code TokenExpiry}); {@link
 * io.eventrouter.cli.client.EventClient} and {@code Link} are the adapter to the JDK's WebSocket.
 * Listeners are called on the client's own thread, one call at a time. Imports {@code event} of
 * router-core, and no Kafka.
 */
package io.eventrouter.cli.client;
