package io.eventrouter.cli.letters;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.letters.Letter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which letters are meant. What is empty leaves nothing out. Immutable.
 *
 * @param since stored then or later
 * @param reasons one of them
 * @param topics where the record was, one of them
 * @param channel the channel that the record asks for; text that is no valid pattern names itself
 */
public record LetterFilter(
        Optional<Instant> since, Set<String> reasons, Set<String> topics, Optional<String> channel)
        implements Predicate<Letter> {
    public static final LetterFilter ALL =
            new LetterFilter(Optional.empty(), Set.of(), Set.of(), Optional.empty());

    public LetterFilter {
        reasons = Set.copyOf(reasons);
        topics = Set.copyOf(topics);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    @Override
    public boolean test(Letter letter) {
        return since.map(t -> !letter.stored().isBefore(t)).orElse(true)
                && (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (topics.isEmpty()
                        || letter.origin().map(o -> topics.contains(o.topic())).orElse(false))
                && channel.map(c -> letter.channel().map(n -> matches(c, n)).orElse(false))
                        .orElse(true);
    }

    /** A letter may be one because its channel is none, and is to be found all the same. */
    private static boolean matches(String pattern, String name) {
        if (pattern.equals(name)) return true;
        try {
            return new ChannelPattern(pattern).matches(new Channel(name));
        } catch (InvalidEventException e) {
            return false;
        }
    }
}
