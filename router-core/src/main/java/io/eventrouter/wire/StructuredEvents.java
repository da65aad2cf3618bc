package io.eventrouter.wire;

import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;

/** Reads CloudEvents in the JSON format. Stateless. */
public final class StructuredEvents {
    private StructuredEvents() {}

    /**
     * @param json UTF-8
     * @param defaultPriority for an event that names none
     * @throws io.eventrouter.event.InvalidEventException when it is not an event: which attribute,
     *     and what is allowed
     */
    public static Event parse(byte[] json, Priorities priorities, Priority defaultPriority) {
        throw new UnsupportedOperationException(json.length + " " + priorities + defaultPriority);
    }
}
