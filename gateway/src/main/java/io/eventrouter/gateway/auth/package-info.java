/**
 * Who a client is, and what it may do: tokens, the keys that check them, what is revoked, and from
 * where pages may connect. Pure of sockets, and imports nothing else of the gateway.
 *
 * <p>What judges is immutable, or swapped as a whole, and safe for all threads; none of it waits.
 * Two threads keep it fresh: {@code gateway-keys} reads key sets, {@code gateway-revocations} the
 * file of what is revoked.
 */
package io.eventrouter.gateway.auth;
