package io.eventrouter.merge.streams;

import io.eventrouter.event.Priority;
import io.eventrouter.topics.Lane;

/**
 * A level cannot be routed in the lane that it is set to: a router with other settings still routes
 * it in the other one. The message says how to mend it.
 */
public final class LaneInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaneInUseException(Priority level, Lane lane, String otherGroup) {
        super(
                "Level "
                        + level
                        + " is set to the "
                        + lane.text()
                        + " lane, but a running router still routes it in the "
                        + lane.other().text()
                        + " lane (consumer group "
                        + otherGroup
                        + "). Stop all routers that have the old levels, then start this one again.");
    }
}
