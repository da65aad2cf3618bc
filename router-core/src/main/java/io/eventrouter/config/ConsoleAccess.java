package io.eventrouter.config;

import java.util.Locale;

/** Who may see the console's figures on a gateway without keys. */
public enum ConsoleAccess {
    /** Browsers on the gateway's own machine. */
    LOCAL,
    /** Whoever reaches the port. */
    ALL,
    /** Nobody. */
    NONE;

    /** Reads {@code local}, {@code all} or {@code none}. */
    static ConsoleAccess parse(String text) {
        try {
            return valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("local, all or none is allowed", e);
        }
    }
}
