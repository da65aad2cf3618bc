package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.session.EventFrame;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.Probe;
import io.eventrouter.gateway.session.ServerMessage;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a session sends, as {@link TextFrames}; these are made when they are first needed, for the
 * thread's {@link WriteBuffer} may have the bytes already. Confined to the write that it belongs
 * to.
 */
final class TextMessages implements OutgoingBytes {
    private final List<Outbound> messages;
    private TextFrames frames;

    /**
     * @param messages not empty; not changed from now on
     */
    TextMessages(List<Outbound> messages) {
        this.messages = messages;
    }

    @Override
    public Object content() {
        return messages;
    }

    @Override
    public boolean isEmpty() {
        return frames().isEmpty();
    }

    @Override
    public void copyTo(ByteBuffer target) {
        frames().copyTo(target);
    }

    @Override
    public void take(int bytes) {
        frames().take(bytes);
    }

    private TextFrames frames() {
        if (frames == null) frames = new TextFrames(texts(), last() instanceof Probe);
        return frames;
    }

    private Outbound last() {
        return messages.get(messages.size() - 1);
    }

    private ByteBuffer[] texts() {
        var texts = new ByteBuffer[messages.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = text(messages.get(i));
        return texts;
    }

    private static ByteBuffer text(Outbound message) {
        if (message instanceof EventFrame event) return event.payload();
        if (message instanceof ServerMessage control) return ServerMessageWriter.write(control);
        return ByteBuffer.allocate(Long.BYTES).putLong(((Probe) message).number()).flip();
    }
}
