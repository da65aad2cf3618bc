package io.eventrouter.benchmarks.fanout.load;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where sessions connect, and what each subscribes to. Immutable.
 *
 * @param style {@code own}, {@code query} or {@code nchan}: how a server is told of subscriptions
 * @param subscriptions of each session: 1 for the channel that all share, or that many of its own
 */
record Target(int port, String style, int subscriptions) {
    static final String SHARED = "bench";

    static Target of(Words words) {
        return new Target(words.number("port"), words.text("style"), words.number("subscriptions"));
    }

    /**
     * @param session counted from 0
     */
    ByteBuffer handshake(int session) {
        return switch (style) {
            case "own" -> Wire.handshake("/ws?" + query(session), "cloudevents.json");
            case "query" -> Wire.handshake("/ws?" + query(session), "");
            case "nchan" -> Wire.handshake("/sub/" + SHARED, "");
            default -> throw new IllegalArgumentException("no such style: " + style);
        };
    }

    private String query(int session) {
        return IntStream.range(0, subscriptions)
                .mapToObj(number -> "channel=" + channel(session, number))
                .collect(Collectors.joining("&"));
    }

    /**
     * One of the channels that a session has.
     *
     * @param number 0 to {@link #subscriptions()} - 1
     */
    String channel(int session, int number) {
        return subscriptions == 1 ? SHARED : "s" + session + "-" + number;
    }
}
