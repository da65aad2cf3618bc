/**
 * Publishing: what returns has been acknowledged by Kafka, and what fails says why and how to mend
 * it.
 *
 * <p>Any thread may publish; futures complete on the producer's own thread, which must not be
 * blocked. Imports Kafka's producer, settings, topic names and the codec; nothing of the merge.
 */
package io.eventrouter.ingest;
