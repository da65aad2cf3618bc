package io.eventrouter.gateway.socket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The WebSocket subprotocols that are spoken. */
enum Subprotocol {
    /** Events, and control messages both ways. */
    EVENTROUTER_V1("eventrouter.v1", true),
    /** The CloudEvents WebSocket binding: events to the client and nothing else. */
    CLOUDEVENTS_JSON("cloudevents.json", false);

    private final String text;
    private final boolean controlMessages;

    Subprotocol(String text, boolean controlMessages) {
        this.text = text;
        this.controlMessages = controlMessages;
    }

    /** As in the header. */
    String text() {
        return text;
    }

    boolean controlMessages() {
        return controlMessages;
    }

    /** The first of those that a client offers, in its own order of preference, that is spoken. */
    static Optional<Subprotocol> firstOf(List<String> offered) {
        return offered.stream()
                .flatMap(o -> Stream.of(values()).filter(s -> s.text.equals(o)))
                .findFirst();
    }

    static String all() {
        return Stream.of(values()).map(Subprotocol::text).collect(Collectors.joining(" or "));
    }
}
