/**
 * Cursors: where in the routed topic a client wants to go on, held by the client, signed by us.
 *
 * <p>Confined or immutable, as each class says; no thread of its own. Imports the JDK, {@code
 * config} for the key, and Kafka's topic id.
 */
package io.eventrouter.gateway.resume;
