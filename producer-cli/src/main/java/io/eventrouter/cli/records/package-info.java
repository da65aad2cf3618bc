/**
 * Reading topics by ranges and by time, without leaving a trace on the cluster. The adapter to
 * Kafka is {@link io.eventrouter.cli.records.KafkaTopicLog}.
 *
 * <p>Confined to the command's thread. Imports {@code publish} of the command line, and {@code
 * config} and {@code event} of router-core.
 */
package io.eventrouter.cli.records;
