package io.eventrouter.system;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import java.nio.charset.StandardCharsets;

/** Events for tests. Stateless. */
final class TestEvents {
    private TestEvents() {}

    /** One whose id and data are that number. */
    static Event numbered(Priorities priorities, String priority, String channel, int number) {
        return Event.builder()
                .id("/test", priority + "-" + number)
                .type("test.numbered")
                .channel(new Channel(channel))
                .priority(priorities.require(priority))
                .contentType("application/json")
                .data(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
