package io.eventrouter.system;

import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A WebSocket client made of the JDK's. Keeps every message that it gets, in order. {@link
 * #pause()} makes it a slow one: the JDK reads nothing until it is asked for more. Thread-safe.
 */
final class Subscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger confirmations = new AtomicInteger();
    private final Listener listener = new Listener();
    private final WebSocket socket;

    /**
     * @param token empty for none
     */
    private Subscriber(URI url, String subprotocol, String token) {
        WebSocket.Builder builder =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols(subprotocol)
                        .connectTimeout(PATIENCE);
        if (!token.isEmpty()) builder.header("Authorization", "Bearer " + token);
        socket = builder.buildAsync(url, listener).join();
    }

    /** Connects with {@code eventrouter.v1}. */
    static Subscriber to(URI url) {
        return new Subscriber(url, "eventrouter.v1", "");
    }

    /** The same with a token; fails when it is not let in. */
    static Subscriber to(URI url, String token) {
        return new Subscriber(url, "eventrouter.v1", token);
    }

    /** Connects with {@code cloudevents.json}, which subscribes in the query. */
    static Subscriber toBareEvents(URI url) {
        return new Subscriber(url, "cloudevents.json", "");
    }

    /** Subscribes, and waits until that is confirmed. */
    Subscriber subscribe(String channel) throws Exception {
        int before = confirmations.get();
        var command = JSON.createObjectNode().put("op", "subscribe").put("channel", channel);
        socket.sendText(command.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Awaitility.await().atMost(PATIENCE).until(() -> confirmations.get() > before);
        return this;
    }

    /** Sends that message, whatever it is. */
    void send(String message) throws Exception {
        socket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The first control message that has that text in it, once it comes. */
    JsonNode awaitControl(String part) {
        Awaitility.await().atMost(PATIENCE).until(() -> controls(part).findFirst().isPresent());
        return parse(controls(part).findFirst().orElseThrow());
    }

    private Stream<String> controls(String part) {
        return messages.stream().filter(m -> !isEvent(m) && m.contains(part));
    }

    /** The first message that has this in it; waits for it. */
    String awaitMessage(String part) {
        Awaitility.await().atMost(PATIENCE).until(() -> find(part) != null);
        return find(part);
    }

    private String find(String part) {
        return messages.stream().filter(m -> m.contains(part)).findFirst().orElse(null);
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
        return messages.stream().filter(Subscriber::isEvent).toList();
    }

    /** The events so far. */
    List<JsonNode> events() {
        return messages.stream().filter(Subscriber::isEvent).map(Subscriber::parse).toList();
    }

    /** That many events at least; all that are there then. */
    List<JsonNode> awaitEvents(int count) {
        return awaitEvents(count, PATIENCE);
    }

    List<JsonNode> awaitEvents(int count, Duration atMost) {
        Awaitility.await().atMost(atMost).untilAtomic(events, greaterThanOrEqualTo(count));
        return events();
    }

    /** The code that the gateway closed with, or 0 as long as it is open. */
    int closeCode() {
        return listener.closeCode;
    }

    /** Whether nothing more comes, whoever ended it, and in whatever way. */
    boolean isOver() {
        return socket.isInputClosed();
    }

    /** The gateway's word for it; empty as long as it is open. */
    String closeReason() {
        return listener.closeReason;
    }

    private void receive(String message) {
        messages.add(message);
        if (isEvent(message)) events.incrementAndGet();
        else if (message.contains("\"subscribed\"")) confirmations.incrementAndGet();
    }

    /** Control messages begin with their {@code op}. */
    private static boolean isEvent(String message) {
        return !message.startsWith("{\"op\"");
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
        private volatile String closeReason = "";

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            if (!paused || !last) from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeReason = reason;
            closeCode = code;
            return null;
        }
    }
}
