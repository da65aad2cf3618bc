package io.eventrouter.merge.streams;

import io.eventrouter.merge.LaneLevels;
import io.eventrouter.merge.LaneTerms;
import io.eventrouter.topics.TopicLayout;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the parts of one lane's application share. Kafka makes some of them by itself, by class
 * name, and hands them the configuration: that is where they find this. Immutable.
 *
 * @param maxDeadLetterBytes what the dead-letter topic takes
 * @param terms by which it is shared at the moment
 * @param clock the wall clock, for events that expire
 * @param pace how fast it may go beside the other lane
 * @param exactlyOnce whether it writes in transactions
 * @param refused what topics have refused within a transaction
 * @param spans what is traced
 */
record LaneContext(
        TopicLayout layout,
        LaneLevels levels,
        int maxDeadLetterBytes,
        LaneMeters meters,
        Supplier<LaneTerms> terms,
        InstantSource clock,
        LanePace pace,
        boolean exactlyOnce,
        RefusedRecords refused,
        RouteSpans spans) {
    /** The name of the configuration that holds it. */
    static final String CONFIG = "eventrouter.lane.context";

    static LaneContext in(Map<String, ?> configuration) {
        return (LaneContext) configuration.get(CONFIG);
    }

    String routedTopic() {
        return layout.names().routed();
    }

    String deadLetterTopic() {
        return layout.names().deadLetter();
    }
}
