/**
 * From what a user gives (an argument, or lines) to what Kafka acknowledged.
 *
 * <p>{@link io.eventrouter.cli.publish.InputEvents} turns input into events and {@link
 * io.eventrouter.cli.publish.BulkPublish} keeps a bounded number of them under way; neither knows
 * Kafka, which is behind {@link io.eventrouter.cli.publish.Publishing}. Confined to the command's
 * thread, but for completions. Imports {@code event}, {@code ingest}, {@code topics}, {@code wire}
 * and {@code config} of router-core.
 */
package io.eventrouter.cli.publish;
