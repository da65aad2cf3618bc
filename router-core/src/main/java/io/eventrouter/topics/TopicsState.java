package io.eventrouter.topics;

import java.util.List;

/**
 * All of our topics, as a cluster has them, and what a router would say of them. Immutable.
 *
 * @param topics the priority topics, the most urgent first, the routed and the dead-letter topic
 * @param missing what a router would create
 * @param problems what keeps a router from starting, a line each, with how to mend it
 */
public record TopicsState(
        List<TopicState> topics, List<WantedTopic> missing, List<String> problems) {
    public TopicsState {
        topics = List.copyOf(topics);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    public TopicState topic(String name) {
        return topics.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }
}
