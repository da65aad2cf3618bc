/**
 * The port that clients connect to: HTTP handshake, WebSocket frames, event streams, events of
 * clients, and the console.
 *
 * <p>Jetty's threads call in here and never block; what a client asks for is handed to {@link
 * io.eventrouter.gateway.session.Sessions}. One tick a second looks after all connections:
 * deadlines, heartbeats, overdue closes. This package and {@code admin} are the only ones that
 * import Jetty; the admin port builds on {@link io.eventrouter.gateway.socket.HttpPort}.
 */
package io.eventrouter.gateway.socket;
