/**
 * The doctor: whether Kafka, its topics and some processes are fit for event-router, and how to
 * mend what is not.
 *
 * <p>Examinations ask (Kafka, a gateway, an admin port) and block the caller for a bounded time;
 * diagnoses judge what they found, and are pure. All of it is confined to the command's thread.
 * Imports {@code config}, {@code event} and {@code topics} of router-core, {@code cli.client},
 * {@code cli.publish}, {@code cli.tail} and {@code cli.text}.
 */
package io.eventrouter.cli.doctor;
