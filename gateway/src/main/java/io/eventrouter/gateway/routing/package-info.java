/**
 * Who wants an event: exact channels by hash, wildcards by a token trie.
 *
 * <p>Everything here is confined to one worker's thread; each worker has an index of its own
 * sessions (docs/decisions/0004). Knows channels and patterns, neither Kafka nor sockets nor
 * clocks; imports {@code event} and the JDK only.
 */
package io.eventrouter.gateway.routing;
