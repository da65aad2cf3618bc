package io.eventrouter.cli.demo;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One thing that happens in a scene.
 *
 * @param number its place in the scene, from 0; also the member {@code n} of its data
 * @param data JSON
 */
public record Act(int number, Priority priority, Channel channel, String type, String data) {
    private static final String SOURCE = "/event-router/demo";

    /** The event of it, happening at that time. */
    public Event event(Instant time) {
        return Event.builder()
                .id(SOURCE, channel + "." + number)
                .type(type)
                .channel(channel)
                .priority(priority)
                .time(time)
                .contentType("application/json")
                .data(data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
