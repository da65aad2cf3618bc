/**
 * Events that sessions missed: kept in memory for a while, and read again from Kafka beyond that.
 *
 * <pre>
 *   Reader ─▶ RecentEvents (a ring for each lane and worker) ──────────────┐
 *                                                                          ├─▶ a session that resumes, in its worker
 *   Kafka ─▶ ReplayScanner ─▶ ScanChunk ─▶ ScanWindow (each worker's own) ─┘
 *   Kafka ─▶ StartResolver ─▶ ReplayStart: where it begins, and what is lost
 * </pre>
 *
 * <p>Rings and windows are confined to their worker; scanners and the resolver have threads of
 * their own and only post (docs/threading.md, docs/decisions/0040). Imports {@code feed} for events
 * and threads, Kafka's consumer in {@link io.eventrouter.gateway.replay.KafkaLogReader} only; never
 * {@code session}.
 */
package io.eventrouter.gateway.replay;
