package io.eventrouter.event;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What makes an event that event: CloudEvents' {@code source} and {@code id} together.
 *
 * @param source a URI reference; not empty
 * @param id unique within the source; not empty
 */
public record EventId(String source, String id) {
    /** The most characters of either part. */
    public static final int MAX_LENGTH = 1024;

    public EventId {
        check("source", source);
        check("id", id);
        if (!isUriReference(source))
            throw new InvalidEventException(
                    "source", InvalidEventException.quote(source) + " is not a URI reference");
    }

    /** Whether CloudEvents allows the text as a source, apart from its length. */
    public static boolean isUriReference(String text) {
        try {
            return !new URI(text).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void check(String attribute, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH)
            throw new InvalidEventException(attribute, "must have 1 to 1024 characters");
        AttributeText.check(attribute, value);
    }
}
