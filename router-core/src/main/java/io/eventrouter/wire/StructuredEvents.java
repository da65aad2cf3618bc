package io.eventrouter.wire;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.util.Optional;

/**
 * Reads CloudEvents in the JSON format, for whoever publishes what others wrote. Stateless.
 *
 * <p>Strict: one JSON value in UTF-8, members given once, data nested 32 deep at most, numbers of
 * 256 characters and member names of 1,024 at most, no lone surrogates, not both {@code data} and
 * {@code data_base64}. A {@code position}, which a received event has, is ignored, so that an event
 * can be published again as it came.
 */
public final class StructuredEvents {
    private StructuredEvents() {}

    /**
     * @param json UTF-8
     * @param defaultPriority for an event that names none
     * @throws InvalidEventException when it is not an event: which attribute, and what is allowed;
     *     {@code event} when the JSON itself is at fault
     */
    public static Event parse(byte[] json, Priorities priorities, Priority defaultPriority) {
        return parse(json, priorities, defaultPriority, Optional.empty());
    }

    /**
     * The same.
     *
     * @param defaultChannel for an event that names none
     */
    public static Event parse(
            byte[] json,
            Priorities priorities,
            Priority defaultPriority,
            Optional<Channel> defaultChannel) {
        return UncheckedEvent.structured(json).check(priorities, defaultPriority, defaultChannel);
    }

    /**
     * Whether a line is meant to be a whole event: a JSON object with the member {@code
     * specversion}. Anything else is data.
     */
    public static boolean isMeantAsEvent(byte[] json) {
        return StructuredReader.isMeantAsEvent(json);
    }
}
