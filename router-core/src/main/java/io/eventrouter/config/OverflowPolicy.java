package io.eventrouter.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of the events of a level when a session's queue is full. */
public enum OverflowPolicy {
    /** The session is closed as too slow: its client resumes, and loses nothing. */
    CLOSE("close"),
    /** The oldest that wait make room, and the client is told how many it missed. */
    DROP_OLDEST("drop-oldest");

    private final String text;

    OverflowPolicy(String text) {
        this.text = text;
    }

    /** As in the settings. */
    public String text() {
        return text;
    }

    static OverflowPolicy parse(String text) {
        return Arrays.stream(values())
                .filter(p -> p.text.equals(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(all() + " is allowed"));
    }

    static String all() {
        return Arrays.stream(values())
                .map(OverflowPolicy::text)
                .collect(Collectors.joining(" or "));
    }
}
