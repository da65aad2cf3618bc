package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.junit.jupiter.api.Test;

class PongRepliesTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Callback> inFlight = new ArrayList<>();
    private final PongReplies pongs = new PongReplies(this::send);

    @Test
    void answersEachPingOfAClientThatReads() {
        ping("a");
        inFlight.get(0).succeeded();
        ping("b");

        inFlight.get(1).succeeded();

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void answersOnlyTheLatestPingOfAClientThatDoesNotRead() {
        ping("a");
        for (int i = 0; i < 1_000; i++) ping("b" + i);

        inFlight.get(0).succeeded();

        assertThat(sent).containsExactly("a", "b999");
    }

    @Test
    void sendsNothingMoreOnceAnAnswerHasFailed() {
        ping("a");
        ping("b");
        inFlight.get(0).failed(new IllegalStateException("gone"));

        ping("c");

        assertThat(sent).containsExactly("a");
    }

    private void ping(String text) {
        pongs.reply(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(Frame frame, Callback callback) {
        sent.add(frame.getPayloadAsUTF8());
        inFlight.add(callback);
    }
}
