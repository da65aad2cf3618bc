package io.eventrouter.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.session.EventFrame;
import java.nio.ByteBuffer;

/** Events as sessions write them: in read-only buffers of the heap, shared by all. */
final class SocketEvents {
    private static final Priority LEVEL = Priorities.standard().require("high");

    private SocketEvents() {}

    static EventFrame event(String text) {
        return new EventFrame(LEVEL, ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer());
    }
}
