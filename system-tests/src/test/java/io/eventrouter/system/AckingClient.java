package io.eventrouter.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A bare connection that subscribes with acknowledgements, keeps every message, and acknowledges
 * what a test tells it to. Thread-safe.
 */
final class AckingClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean acknowledges;
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private WebSocket socket;

    private AckingClient(boolean acknowledges) {
        this.acknowledges = acknowledges;
    }

    /**
     * Returns once the subscription holds.
     *
     * @param acknowledges whether it acknowledges each event at once
     * @param cursor null for now on
     */
    static AckingClient connect(URI url, String channel, boolean acknowledges, String cursor) {
        var client = new AckingClient(acknowledges);
        client.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("eventrouter.v1")
                        .buildAsync(url, client)
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
        var subscribe = JSON.createObjectNode().put("op", "subscribe").put("channel", channel);
        if (cursor != null) subscribe.put("cursor", cursor);
        client.say(subscribe.put("ack", true).toString());
        client.awaitControls("subscribed", 1);
        return client;
    }

    void acknowledge(JsonNode event) {
        var ack = JSON.createObjectNode().put("op", "ack");
        ack.putArray("positions").add(event.get("position").asText());
        say(ack.toString());
    }

    private void say(String text) {
        socket.sendText(text, true).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    String session() {
        return awaitControls("welcome", 1).get(0).get("session").asText();
    }

    /** The last cursor that it was given. */
    String cursor() {
        return heard.stream()
                .filter(m -> m.has("cursor"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .get("cursor")
                .asText();
    }

    List<JsonNode> awaitControls(String op, int count) {
        Awaitility.await(op).atMost(PATIENCE).until(() -> controls(op).size() >= count);
        return controls(op);
    }

    List<JsonNode> controls(String op) {
        return heard.stream().filter(m -> op.equals(m.path("op").asText())).toList();
    }

    List<JsonNode> awaitEvents(int count) {
        Awaitility.await("events").atMost(PATIENCE).until(() -> events().size() >= count);
        return events();
    }

    List<JsonNode> events() {
        return heard.stream().filter(m -> m.has("specversion")).toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            heard.add(message);
            if (acknowledges && message.has("specversion")) {
                var ack = JSON.createObjectNode().put("op", "ack");
                ack.putArray("positions").add(message.get("position").asText());
                var unused = socket.sendText(ack.toString(), true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code and reason of the close frame, once it comes. */
    String awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
