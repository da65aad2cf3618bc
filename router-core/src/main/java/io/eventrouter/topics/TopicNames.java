package io.eventrouter.topics;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.util.List;
import java.util.Optional;

/** The names of a deployment's topics: {@code PREFIX.LEVEL}, and those below. Immutable. */
public record TopicNames(String prefix, Priorities priorities) {
    public String priorityTopic(Priority priority) {
        return prefix + "." + priority.name();
    }

    /** The most urgent first. */
    public List<String> priorityTopics() {
        return priorities.all().stream().map(this::priorityTopic).toList();
    }

    /** The level whose topic that is. */
    public Optional<Priority> priorityOf(String topic) {
        return topic.startsWith(prefix + ".")
                ? priorities.byName(topic.substring(prefix.length() + 1))
                : Optional.empty();
    }

    /** What the merge writes and the gateways read. */
    public String routed() {
        return prefix + ".routed";
    }

    /** What could not be read or routed. */
    public String deadLetter() {
        return prefix + ".dead-letter";
    }
}
