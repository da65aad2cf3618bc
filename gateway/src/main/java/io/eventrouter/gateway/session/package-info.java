/**
 * Sessions: what each client is to be sent, in which order, and within which bounds.
 *
 * <p>Every session is owned by one worker, whose thread alone touches it; other threads post
 * commands to the worker's mailbox (docs/threading.md, docs/decisions/0004). The ports towards the
 * socket are {@link io.eventrouter.gateway.session.FrameSink}, {@link
 * io.eventrouter.gateway.session.Session} and {@link io.eventrouter.gateway.session.Sessions}; the
 * entry for the gateway is {@link io.eventrouter.gateway.session.Workers}. Imports {@code feed},
 * {@code replay}, {@code routing} and {@code resume}; never {@code socket}, never Jetty.
 */
package io.eventrouter.gateway.session;
