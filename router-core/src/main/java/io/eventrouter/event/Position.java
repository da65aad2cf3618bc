package io.eventrouter.event;

/**
 * The place of an event in the routed topic: the same for every gateway, and stable over a resume,
 * so that a receiver drops repeats by it.
 *
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Position(int partition, long offset) {
    public Position {
        if (partition < 0 || offset < 0)
            throw new InvalidEventException(
                    "position", partition + ":" + offset + " has a negative part");
    }

    /**
     * Reads {@code PARTITION:OFFSET}, exactly as {@link #toString()} writes it: a position has one
     * spelling, so receivers may compare the text.
     *
     * @throws InvalidEventException when the text is not of that form
     */
    public static Position parse(String text) {
        int colon = text.indexOf(':');
        try {
            var position =
                    new Position(
                            Integer.parseInt(text.substring(0, Math.max(colon, 0))),
                            Long.parseLong(text.substring(colon + 1)));
            if (position.toString().equals(text)) return position;
        } catch (NumberFormatException e) {
            // said below, as for any other spelling
        }
        throw new InvalidEventException(
                "position", InvalidEventException.quote(text) + " is not PARTITION:OFFSET");
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
