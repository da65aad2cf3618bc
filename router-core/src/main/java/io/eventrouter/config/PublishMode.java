package io.eventrouter.config;

/** Whose events a gateway takes. */
public enum PublishMode {
    /** Of whoever has a token; without keys, only where the gateway listens on loopback. */
    AUTO("auto"),
    /** Without keys, of anyone who can connect. */
    TRUE("true"),
    /** Of nobody. */
    FALSE("false");

    private final String text;

    PublishMode(String text) {
        this.text = text;
    }

    static PublishMode parse(String text) {
        for (PublishMode mode : values()) if (mode.text.equals(text.trim())) return mode;
        throw new IllegalArgumentException("auto, true or false is allowed");
    }
}
