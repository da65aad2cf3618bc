package io.eventrouter.cli.letters;

import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * A letter without what it holds, for lists.
 *
 * @param bytes of its value; -1 where it has none
 * @param replayedTo where it was replayed to, if it was
 */
public record LetterSummary(
        Position at,
        Instant stored,
        String reason,
        String detail,
        Optional<Origin> origin,
        Optional<String> channel,
        long bytes,
        Optional<String> replayedTo) {
    static LetterSummary of(Letter letter) {
        return new LetterSummary(
                letter.at(),
                letter.stored(),
                letter.reason(),
                letter.detail(),
                letter.origin(),
                letter.channel(),
                letter.value() == null ? -1 : letter.value().length,
                Optional.empty());
    }

    LetterSummary replayedTo(String place) {
        return new LetterSummary(
                at, stored, reason, detail, origin, channel, bytes, Optional.ofNullable(place));
    }
}
