/**
 * The Kafka record &lt;-&gt; event codec: CloudEvents in binary and structured mode, and bare
 * records. What a record must be, docs/protocol.md says.
 *
 * <p>A record is judged once, by {@link io.eventrouter.wire.PriorityRecordReader} in the router; a
 * payload is never parsed to be changed, and after the router not at all.
 *
 * <p>Thread-safe throughout; knows Kafka's record and header types, opens no client. JSON is read
 * with Jackson's streaming parser, and written by hand, since the data is spliced in unparsed.
 */
package io.eventrouter.wire;
