/**
 * Topic names, partition counts, provisioning, and the backlog between them.
 *
 * <p>Talks to Kafka's admin API only; never to a consumer group's members.
 */
package io.eventrouter.topics;
