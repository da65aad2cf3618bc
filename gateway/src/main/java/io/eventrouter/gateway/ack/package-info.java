/**
 * Acknowledgements: which events a client still has to acknowledge, when each is sent again, and
 * when it is given up.
 *
 * <p>Pure: no thread, no clock, no socket. What is here is confined to the worker that owns the
 * session (docs/threading.md). Imports {@code event} and {@code config} only; {@code session} puts
 * it to use.
 */
package io.eventrouter.gateway.ack;
