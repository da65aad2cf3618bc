/**
 * Load: events at a set rate by level, and how long Kafka took to acknowledge and a gateway to
 * deliver each.
 *
 * <p>{@link io.eventrouter.cli.load.LoadPlan} says what is to happen, {@link
 * io.eventrouter.cli.load.LoadSchedule} when, {@link io.eventrouter.cli.load.LoadRun} does it, and
 * {@link io.eventrouter.cli.load.LoadReport} is what came of it. Events are sent by the command's
 * thread, acknowledged on the producer's, delivered on the client's and shown by one of the view:
 * they meet in {@link io.eventrouter.cli.load.LevelTally}, which is thread-safe. Imports {@code
 * event} and {@code ingest} of router-core, {@code cli.client}, {@code cli.publish} and {@code
 * cli.text}.
 */
package io.eventrouter.cli.load;
