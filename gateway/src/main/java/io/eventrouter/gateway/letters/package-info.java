/**
 * Where events go that a client never acknowledged: the dead-letter topic.
 *
 * <p>Owned by the thread {@code gateway-letters} (docs/threading.md). Implements a port of {@code
 * session}; imports {@code feed} for its thread, and of router-core what publishes.
 */
package io.eventrouter.gateway.letters;
