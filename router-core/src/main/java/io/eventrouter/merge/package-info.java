/**
 * What the merge decides, apart from how it is done: which levels a lane has, in which order their
 * heads go, what of changed settings is taken, what is a repeat, what part express may have, what
 * becomes of committed offsets when a level changes lanes, how soon a failed thread is replaced.
 *
 * <p>Pure: no Kafka, no clock, no logging, no threads. Who goes next is decided by {@link
 * io.eventrouter.schedule}; Kafka Streams does it all in {@link io.eventrouter.merge.streams}.
 */
package io.eventrouter.merge;
