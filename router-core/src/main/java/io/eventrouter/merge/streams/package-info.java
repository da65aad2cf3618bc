/**
 * The merge as Kafka Streams runs it: an application for each lane, whose own choice of the record
 * with the lowest timestamp is the schedule (docs/decisions/0001).
 *
 * <p>The only package that imports Kafka Streams. {@link io.eventrouter.merge.streams.Router} is
 * the way in. What handles records is confined to the stream thread of its task; nothing here is
 * shared between stream threads but meters.
 */
package io.eventrouter.merge.streams;
