package io.eventrouter.trace;

import io.opentelemetry.api.trace.SpanKind;

/**
 * A step of an event's way, as the semantic conventions for messaging have it: the name of the
 * operation, which is ours, and its type, which is theirs.
 */
public enum Step {
    /** To the topic of its priority, until Kafka has acknowledged it. */
    SEND("send", "send", SpanKind.PRODUCER),

    /** From there to the routed topic, until Kafka has acknowledged it; or to its end. */
    ROUTE("route", "process", SpanKind.CONSUMER),

    /** From the routed topic to the sessions of a gateway. */
    DISPATCH("dispatch", "process", SpanKind.CONSUMER);

    private final String operation;
    private final String type;
    private final SpanKind kind;

    Step(String operation, String type, SpanKind kind) {
        this.operation = operation;
        this.type = type;
        this.kind = kind;
    }

    String operation() {
        return operation;
    }

    String type() {
        return type;
    }

    SpanKind kind() {
        return kind;
    }
}
