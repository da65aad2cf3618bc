package io.eventrouter.topics;

import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The largest messages of each kind of topic, in bytes, as {@code max.message.bytes} counts them.
 * Immutable.
 *
 * @param priority more than an event may have, so that one that is too large is taken, and then
 *     becomes a dead letter that somebody can look at, instead of an error at its sender only
 * @param routed an event of the largest size with its key and the headers that routing adds
 * @param deadLetter a record of the largest size with the headers that say what is wrong with it
 */
public record MessageLimits(int priority, int routed, int deadLetter) {
    /** Key, added headers, and Kafka's own framing. */
    private static final int OVERHEAD = 16 << 10;

    /** What brokers take unless they are told otherwise. */
    private static final int BROKER_DEFAULT = 1_048_588;

    /**
     * What the topics need.
     *
     * @param maxEventBytes {@code event.max-bytes}
     */
    public static MessageLimits forEvents(int maxEventBytes) {
        int routed = maxEventBytes + OVERHEAD;
        int priority = Math.max(BROKER_DEFAULT, routed);
        return new MessageLimits(priority, routed, deadLetterOf(priority));
    }

    /** The dead letter of a record of that size. */
    static int deadLetterOf(int recordBytes) {
        return recordBytes + OVERHEAD;
    }

    /** What the topics that are there allow; what we may not see is taken to be as needed. */
    static MessageLimits of(TopicNames names, int maxEventBytes, Map<String, FoundTopic> found) {
        MessageLimits needed = forEvents(maxEventBytes);
        int priority = largest(found, names.priorityTopics()).orElse(needed.priority());
        return new MessageLimits(
                priority,
                largest(found, List.of(names.routed())).orElse(needed.routed()),
                largest(found, List.of(names.deadLetter())).orElse(deadLetterOf(priority)));
    }

    private static OptionalInt largest(Map<String, FoundTopic> found, List<String> topics) {
        return topics.stream()
                .filter(found::containsKey)
                .flatMapToLong(t -> found.get(t).number(MAX_MESSAGE_BYTES_CONFIG).stream())
                .mapToInt(Math::toIntExact)
                .max();
    }
}
