package io.eventrouter.event;

import java.util.Set;

/** CloudEvents' rule for the names of attributes, and the names that are spoken for. Stateless. */
public final class AttributeNames {
    /** The Java SDK and others take longer ones too; nobody needs them. */
    private static final int MAX_LENGTH = 64;

    private static final Set<String> RESERVED =
            Set.of(
                    // have an accessor of their own
                    "id",
                    "source",
                    "type",
                    "channel",
                    "priority",
                    "time",
                    "expirytime",
                    "collapsekey",
                    "datacontenttype",
                    // have a meaning of their own in an event message
                    "specversion",
                    "data",
                    "position",
                    // would make an event message look like a control message
                    "op");

    private AttributeNames() {}

    /** Whether the text is a name: 1 to 64 lower-case letters and digits. */
    public static boolean isValid(String text) {
        return isValid(text, 0);
    }

    /** Whether the text from that index on is a name. */
    public static boolean isValid(String text, int start) {
        int length = text.length() - start;
        if (length < 1 || length > MAX_LENGTH) return false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return false;
        }
        return true;
    }

    /** Whether the name cannot be that of one of {@link Event#attributes()}. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }
}
