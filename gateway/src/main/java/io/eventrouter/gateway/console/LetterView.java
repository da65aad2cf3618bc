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
 * @param channel that its headers or its key ask for, which need not be one; may be empty
 * @param level whose topic its record was in; empty where it is none of this deployment
 * @param partial whether a part of the record was left out, so that it cannot be replayed
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
        String channel,
        String level,
        boolean partial,
        String replayedTo) {}
