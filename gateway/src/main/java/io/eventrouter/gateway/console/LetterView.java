package io.eventrouter.gateway.console;

/**
 * A dead letter. Every text of it may come from anywhere; control characters are taken out, and the
 * page sets it as text. Immutable.
 *
 * @param position its place in the dead-letter topic, which is what commands call it
 * @param stored when, epoch milliseconds
 * @param reason one word
 * @param detail one sentence; may be empty
 * @param source where its record was, as {@code TOPIC:PARTITION:OFFSET}; empty when not known
 * @param key the record's, as text; may be empty
 * @param bytes how large its value is
 * @param preview the beginning of its value, where that is text; null where it is not
 * @param replayedTo where a replay put it; null where there was none
 */
record LetterView(
        String position,
        long stored,
        String reason,
        String detail,
        String source,
        String key,
        int bytes,
        String preview,
        String replayedTo) {}
