/**
 * The Kafka record &lt;-&gt; event codec: CloudEvents in binary and structured mode, and bare
 * records.
 *
 * <p>Stateless and thread-safe throughout; knows Kafka's record and header types, opens no client.
 */
package io.eventrouter.wire;
