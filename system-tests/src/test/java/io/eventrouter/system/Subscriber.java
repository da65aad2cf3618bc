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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A WebSocket client made of the JDK's. Keeps every message that it gets, in order. {@link
 * #pause()} makes it a slow one: the JDK reads nothing until it is asked for more. Thread-safe.
 */
final class Subscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Listener listener = new Listener();
    private final WebSocket socket;

    private Subscriber(URI url, String subprotocol) {
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols(subprotocol)
                        .connectTimeout(PATIENCE)
                        .buildAsync(url, listener)
                        .join();
    }

    /** Connects with {@code eventrouter.v1}. */
    static Subscriber to(URI url) {
        return new Subscriber(url, "eventrouter.v1");
    }

    /** Connects with {@code cloudevents.json}, which subscribes in the query. */
    static Subscriber toBareEvents(URI url) {
        return new Subscriber(url, "cloudevents.json");
    }

    /** Subscribes, and waits until that is confirmed. */
    Subscriber subscribe(String channel) throws Exception {
        long before = confirmations();
        var command = JSON.createObjectNode().put("op", "subscribe").put("channel", channel);
        socket.sendText(command.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Awaitility.await().atMost(PATIENCE).until(() -> confirmations() > before);
        return this;
    }

    /** Reads nothing more, so that what comes waits on the way. */
    void pause() {
        listener.paused = true;
    }

    void resume() {
        listener.paused = false;
        socket.request(1);
    }

    /** The messages that are events, as they were received. */
    List<String> eventTexts() {
        return messages.stream().filter(m -> parse(m).has("specversion")).toList();
    }

    /** The events so far. */
    List<JsonNode> events() {
        return messages.stream().map(Subscriber::parse).filter(m -> m.has("specversion")).toList();
    }

    /** That many events at least; all that are there then. */
    List<JsonNode> awaitEvents(int count) {
        return awaitEvents(count, PATIENCE);
    }

    List<JsonNode> awaitEvents(int count, Duration atMost) {
        Awaitility.await("events of " + messages.size() + " messages")
                .atMost(atMost)
                .until(() -> messages.size() >= count && events().size() >= count);
        return events();
    }

    /** The code that the gateway closed with, or 0 as long as it is open. */
    int closeCode() {
        return listener.closeCode;
    }

    private long confirmations() {
        return messages.stream().filter(m -> m.contains("\"op\":\"subscribed\"")).count();
    }

    private static JsonNode parse(String message) {
        try {
            return JSON.readTree(message);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + message, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Its methods are called one at a time by the JDK. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile boolean paused;
        private volatile int closeCode;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            if (!paused || !last) from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            return null;
        }
    }
}
