package io.eventrouter.event;

/**
 * Where an event is routed, such as {@code orders.eu.42}.
 *
 * @param name 1 to 16 tokens of {@code [A-Za-z0-9_-]}, joined by dots; 200 characters at most
 */
public record Channel(String name) {
    /**
     * @throws InvalidEventException when the name is not of that form
     */
    public Channel {
        ChannelTokens.check(name, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
