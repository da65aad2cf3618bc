package io.eventrouter.benchmarks.fanout.server;

/** What is compared; the names are what {@code --servers} takes. */
public enum Server {
    /** Our gateway with Kafka in the path. */
    GATEWAY("event-router, Kafka in the path"),
    /** Our gateway's engine alone. */
    DISPATCH("event-router, without Kafka"),
    /** The strongest peer: uWebSockets, C++. */
    BUN("Bun, built-in publish"),
    /** nginx, C. */
    NCHAN("nchan (nginx)"),
    /** JavaScript. */
    WS("Node ws, shared frame");

    private final String label;

    Server(String label) {
        this.label = label;
    }

    /** As in tables and charts. */
    public String label() {
        return label;
    }

    /** Whether it is event-router. */
    public boolean isOwn() {
        return this == GATEWAY || this == DISPATCH;
    }
}
