package io.eventrouter.cli.load;

import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.load.LoadSchedule.Due;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The events of one load: their id is {@code NAME.NUMBER}, their channel {@code load.NAME.cN}.
 * Immutable.
 *
 * @param name of this load; a token of a channel
 */
record LoadEvents(String name, LoadPlan plan) {
    private static final String SOURCE = "/event-router/load";

    /** What the channels begin with. */
    String namespace() {
        return "load." + name;
    }

    Event event(Due due) {
        var event =
                Event.builder()
                        .id(SOURCE, name + "." + due.number())
                        .type("eventrouter.load")
                        .channel(new Channel(namespace() + ".c" + due.number() % plan.channels()))
                        .priority(due.level())
                        .time(Instant.now())
                        .contentType("application/json")
                        .data(data(due.number()));
        if (plan.keys() > 0) event.attribute("partitionkey", "k" + due.number() % plan.keys());
        return event.build();
    }

    /** JSON of just that many bytes. */
    private byte[] data(long number) {
        byte[] begin = ("{\"n\":" + number + ",\"x\":\"").getBytes(StandardCharsets.US_ASCII);
        byte[] data = Arrays.copyOf(begin, plan.dataBytes());
        Arrays.fill(data, begin.length, data.length - 2, (byte) 'x');
        data[data.length - 2] = '"';
        data[data.length - 1] = '}';
        return data;
    }

    /** The number of an event of this load; -1 for any other. */
    long number(ReceivedEvent event) {
        if (!event.source().equals(SOURCE) || !event.id().startsWith(name + ".")) return -1;
        try {
            return Long.parseLong(event.id().substring(name.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
