package io.eventrouter.merge.streams;

import io.eventrouter.topics.Lane;

/**
 * How a lane is.
 *
 * @param state in one word, lower case: {@code created}, {@code rebalancing}, {@code running},
 *     {@code error}, and others of Kafka Streams
 */
public record LaneStatus(Lane lane, String state) {}
