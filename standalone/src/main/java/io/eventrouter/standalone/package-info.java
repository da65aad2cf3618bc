/**
 * Wiring: the embedded broker, the roles {@code up}, {@code router} and {@code gateway}, and the
 * command line in front of them.
 *
 * <p>No event passes through this package; it starts parts, watches them and stops them in order.
 * It is the only package that imports the Kafka broker. A part that cannot start says why in a
 * {@link io.eventrouter.standalone.StartException}.
 */
package io.eventrouter.standalone;
