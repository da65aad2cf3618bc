package io.eventrouter.cli.publish;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.Optional;

/**
 * What the command line says of the events to be made. Immutable.
 *
 * @param channel needed for whatever is not a whole event with a channel of its own
 * @param id a new one for each event when empty
 * @param key the Kafka key; empty for the channel
 * @param ttl more than 0; from the moment the event is made
 * @param contentType when given, the input is data of that type, whatever it looks like
 */
public record EventFlags(
        Optional<Channel> channel,
        Priority priority,
        Optional<String> id,
        String source,
        String type,
        Optional<String> key,
        Optional<Duration> ttl,
        Optional<String> collapseKey,
        Optional<String> contentType) {
    /** What an event's source is when nothing else is said. */
    public static final String DEFAULT_SOURCE = "/event-router/publish";

    /** What an event's type is when nothing else is said. */
    public static final String DEFAULT_TYPE = "eventrouter.event";
}
