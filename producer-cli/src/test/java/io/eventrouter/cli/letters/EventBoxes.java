package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.FakeTopics;
import io.eventrouter.letters.Letter;
import io.eventrouter.topics.TopicNames;
import java.util.function.Predicate;

/** Opens boxes of events in memory, for tests of other packages. */
public final class EventBoxes {
    private EventBoxes() {}

    public static LetterBox open(
            FakeTopics from, String topic, TopicNames topics, Predicate<Letter> wanted) {
        return new EventBox(from.open(topic), topic, topics, wanted);
    }
}
