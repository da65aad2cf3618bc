package io.eventrouter.cli.letters;

import io.eventrouter.event.Position;

/**
 * What a box holds, as far as a replay has to know. Immutable.
 *
 * @param noun one of what it holds, such as {@code dead letter}
 * @param namePrefix what goes before a position to name one of them elsewhere; may be empty
 * @param keepsReceipts whether a replay leaves a note there
 */
public record BoxKind(String noun, String namePrefix, boolean keepsReceipts) {
    static final BoxKind DEAD_LETTERS = new BoxKind("dead letter", "", true);

    /** Events of that topic. */
    static BoxKind events(String topic) {
        return new BoxKind("event", topic + ":", false);
    }

    /** Such as {@code 1 event}, {@code 12 dead letters}. */
    String count(long number) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    String name(Position position) {
        return namePrefix + position;
    }
}
