/**
 * What is compared: event-router's own merge, and the peers that others use or would write for the
 * same job. Each runs alone in a JVM of its own ({@link
 * io.eventrouter.benchmarks.merge.variant.VariantMain}), from the priority topics into the routed
 * topic, with byte-array serdes and acks=all.
 *
 * <p>Peers copy every record whole, with its headers and its timestamp, and commit offsets after
 * what they cover is acknowledged: none loses what event-router would keep.
 */
package io.eventrouter.benchmarks.merge.variant;
