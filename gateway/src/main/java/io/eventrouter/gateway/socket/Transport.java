package io.eventrouter.gateway.socket;

/** How a session's messages travel: the value of the tag {@code transport}. */
enum Transport {
    WEBSOCKET("websocket"),
    /** Server-Sent Events. */
    SSE("sse");

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
