package io.eventrouter.config;

/** Whom a gateway lets in when it has no keys. */
public enum AuthMode {
    /** With keys, who has a token. Without, everybody on this machine, and nobody else. */
    AUTO,
    /** Everybody who can reach the port: somebody else, such as a proxy, sees to who that is. */
    OPEN;

    static AuthMode parse(String text) {
        return switch (text.trim()) {
            case "auto" -> AUTO;
            case "open" -> OPEN;
            default -> throw new IllegalArgumentException("auto or open is allowed");
        };
    }
}
