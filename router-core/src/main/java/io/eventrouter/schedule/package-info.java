/**
 * Pure scheduling: who goes next among queues with weights. No Kafka, no clock, no logging, no
 * threads of its own; imports only the JDK.
 *
 * <p>The merge and the gateway's queues share it, which is why it stands beside {@code merge}
 * (docs/decisions/0002).
 */
package io.eventrouter.schedule;
