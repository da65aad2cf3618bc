package io.eventrouter.event;

/**
 * What makes an event that event: CloudEvents' {@code source} and {@code id} together.
 *
 * @param source a URI reference; not empty
 * @param id unique within the source; not empty
 */
public record EventId(String source, String id) {
    private static final int MAX_LENGTH = 1024;

    public EventId {
        check("source", source);
        check("id", id);
    }

    private static void check(String attribute, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH)
            throw new InvalidEventException(attribute, "must have 1 to 1024 characters");
        AttributeText.check(attribute, value);
    }
}
