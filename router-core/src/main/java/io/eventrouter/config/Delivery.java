package io.eventrouter.config;

/** What is promised of the way from a priority topic to the routed topic. */
public enum Delivery {
    /** All is routed; after a crash the last moments may be routed again. */
    AT_LEAST_ONCE("at-least-once"),
    /**
     * All is routed, and whoever reads what is committed sees it once: records and offsets are
     * committed together, in a transaction of Kafka's.
     */
    EXACTLY_ONCE("exactly-once");

    private final String text;

    Delivery(String text) {
        this.text = text;
    }

    /** As in the settings. */
    public String text() {
        return text;
    }

    static Delivery parse(String text) {
        for (Delivery delivery : values()) if (delivery.text.equals(text.trim())) return delivery;
        throw new IllegalArgumentException("at-least-once or exactly-once is allowed");
    }
}
