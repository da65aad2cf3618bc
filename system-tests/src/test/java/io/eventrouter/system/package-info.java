/**
 * End to end on a real broker, with the processes that users start and clients that we did not
 * write.
 *
 * <p>{@link io.eventrouter.system.KafkaFixture} gives the broker, {@link
 * io.eventrouter.system.NeedsProgram} marks what a machine must have for a test.
 */
package io.eventrouter.system;
