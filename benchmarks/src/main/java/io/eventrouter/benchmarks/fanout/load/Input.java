package io.eventrouter.benchmarks.fanout.load;

import io.eventrouter.benchmarks.fanout.message.EventText;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How a server is told what to publish: {@code data:PORT} and {@code message:PORT} are lines on a
 * control port, {@code nchan:PORT} is HTTP, {@code kafka:BROKERS} is the routed topic. Thread-safe:
 * each thread opens a publisher of its own.
 */
final class Input {
    static final List<String> LEVELS = List.of("critical", "high", "normal", "low");

    private final String kind;
    private final String where;
    private final AtomicLong number = new AtomicLong();

    private Input(String kind, String where) {
        this.kind = kind;
        this.where = where;
    }

    static Input parse(String text) {
        int colon = text.indexOf(':');
        return new Input(text.substring(0, colon), text.substring(colon + 1));
    }

    Publisher open() {
        return switch (kind) {
            case "data" -> new SocketPublisher(port(), Input::dataLine);
            case "message" -> new SocketPublisher(port(), this::messageLine);
            case "nchan" -> new SocketPublisher(port(), this::post);
            case "kafka" -> new KafkaPublisher(where, number);
            default -> throw new IllegalArgumentException("no such input: " + kind);
        };
    }

    private int port() {
        return Integer.parseInt(where);
    }

    private static byte[] dataLine(int rank, String channel, String data) {
        return EventText.line(LEVELS.get(rank), channel, data);
    }

    private byte[] messageLine(int rank, String channel, String data) {
        return EventText.line(LEVELS.get(rank), channel, message(rank, channel, data));
    }

    private byte[] post(int rank, String channel, String data) {
        return Wire.post("/pub/" + channel, message(rank, channel, data));
    }

    private String message(int rank, String channel, String data) {
        return EventText.message(channel, LEVELS.get(rank), number.getAndIncrement(), data);
    }
}
