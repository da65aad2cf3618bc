package io.eventrouter.ingest;

import io.eventrouter.event.EventId;

/**
 * Kafka has the event, on all in-sync replicas.
 *
 * @param topic the priority topic
 */
public record Acknowledged(EventId id, String topic, int partition, long offset) {}
