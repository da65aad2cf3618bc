package io.eventrouter.config;

import java.util.Locale;

/** How the log is written. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object on each line, for programs. */
    JSON;

    static LogFormat parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("text or json is allowed");
        };
    }
}
