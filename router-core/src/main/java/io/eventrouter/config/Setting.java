package io.eventrouter.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting of the catalogue: its name, how its text is read, and what the settings reference
 * says of it. Immutable.
 *
 * @param name dotted lower-case words, such as {@code gateway.port}; the environment variable is
 *     {@code EVENTROUTER_} and the name in capitals, with {@code _} for each other character
 * @param kind how the text is written: a word for the reference
 * @param defaultText the value when it is set nowhere, as text
 * @param description one sentence for the reference: meaning, unit, range
 * @param secret whether its value must never be shown
 * @param read turns text into the value; throws IllegalArgumentException with what is allowed
 */
public record Setting<T>(
        String name,
        String kind,
        String defaultText,
        String description,
        boolean secret,
        Function<String, T> read) {

    /** The environment variable that sets it. */
    public String environmentVariable() {
        return "EVENTROUTER_" + name.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
