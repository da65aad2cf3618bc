package io.eventrouter.wire;

import org.apache.kafka.common.header.Headers;

/**
 * A record of a priority topic as it was read; arrays are not copied.
 *
 * @param headers are read only
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // a view of what Kafka handed over, never compared
public record SourceRecord(
        String topic, int partition, long offset, Headers headers, byte[] key, byte[] value) {}
