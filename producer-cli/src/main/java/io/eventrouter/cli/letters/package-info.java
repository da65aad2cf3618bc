/**
 * Dead letters: finding, showing and replaying any number of them; what a letter is, and which can
 * go, is in {@code letters} of router-core. Decisions are pure and work on ports; the adapters to
 * Kafka are {@link io.eventrouter.cli.letters.KafkaLetterBox} and {@link
 * io.eventrouter.cli.letters.KafkaReplaying}. The dead-letter topic is only ever added to.
 *
 * <p>Confined to the command's thread. Imports {@code publish}, {@code records}, {@code tail} and
 * {@code text} of the command line, and {@code config}, {@code event}, {@code ingest}, {@code
 * letters}, {@code topics} and {@code wire} of router-core.
 */
package io.eventrouter.cli.letters;
