package io.eventrouter.cli.client;

/** Makes events for tests of other packages. */
public final class ReceivedEvents {
    private ReceivedEvents() {}

    public static ReceivedEvent of(String json) {
        return ((ServerMessage.Delivered) Protocol.parse(json).orElseThrow()).event();
    }
}
