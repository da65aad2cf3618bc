package io.eventrouter.system.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client of one gateway that keeps all it is sent. */
final class GatewayClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<JsonNode> controls = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;
    private volatile boolean paused;
    private volatile int eventsBeforeCheckpoint;

    private GatewayClient() {}

    static GatewayClient connect(int port) {
        var client = new GatewayClient();
        client.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("eventrouter.v1")
                        .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), client)
                        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .join();
        client.awaitControl("welcome");
        return client;
    }

    /** Returns once the subscription holds. */
    GatewayClient subscribe(String... patterns) {
        for (String pattern : patterns) {
            long before = count("subscribed");
            send("{\"op\":\"subscribe\",\"channel\":\"" + pattern + "\"}");
            Awaitility.await().atMost(LIMIT).until(() -> count("subscribed") > before);
        }
        return this;
    }

    /** Subscribes with a cursor; returns the answer. */
    JsonNode resume(String pattern, String cursor) {
        return ask(JSON.createObjectNode().put("channel", pattern).put("cursor", cursor));
    }

    /** Subscribes from that time on. */
    GatewayClient since(String pattern, String since) {
        ask(JSON.createObjectNode().put("channel", pattern).put("since", since));
        return this;
    }

    private JsonNode ask(ObjectNode subscribe) {
        long before = count("subscribed");
        send(subscribe.put("op", "subscribe").toString());
        Awaitility.await().atMost(LIMIT).until(() -> count("subscribed") > before);
        return last("subscribed");
    }

    private JsonNode last(String operation) {
        return controls.stream().filter(c -> is(c, operation)).reduce((a, b) -> b).orElseThrow();
    }

    /** The cursor of the first checkpoint behind so many events. */
    String awaitCheckpointAfter(int number) {
        Awaitility.await().atMost(LIMIT).until(() -> eventsBeforeCheckpoint >= number);
        return last("checkpoint").get("cursor").asText();
    }

    /** That of its last checkpoint, or the other one. */
    String lastCursor(String withoutCheckpoint) {
        return count("checkpoint") == 0
                ? withoutCheckpoint
                : last("checkpoint").get("cursor").asText();
    }

    /** Reads nothing more. */
    void pause() {
        paused = true;
    }

    /** Reads what is there, up to the end of the connection, however it ends. */
    void readToTheEnd() {
        paused = false;
        socket.request(1);
        Awaitility.await().atMost(LIMIT).until(closed::isDone);
    }

    void send(String text) {
        socket.sendText(text, true).orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    JsonNode awaitControl(String operation) {
        Awaitility.await().atMost(LIMIT).until(() -> count(operation) > 0);
        return controls.stream().filter(c -> is(c, operation)).findFirst().orElseThrow();
    }

    /** The ids of all events so far, once there are that many. */
    List<String> awaitEvents(int number) {
        Awaitility.await().atMost(LIMIT).until(() -> events.size() >= number);
        return ids();
    }

    List<String> ids() {
        return events.stream().map(e -> e.get("id").asText()).toList();
    }

    List<JsonNode> events() {
        return new ArrayList<>(events);
    }

    /** The code of the close frame, once it comes. */
    int awaitClose() {
        return closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private long count(String operation) {
        return controls.stream().filter(c -> is(c, operation)).count();
    }

    private static boolean is(JsonNode control, String operation) {
        return control.get("op").asText().equals(operation);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        if (!paused) webSocket.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            (node.has("op") ? controls : events).add(node);
            if (node.has("op") && is(node, "checkpoint")) eventsBeforeCheckpoint = events.size();
        } catch (JsonProcessingException e) {
            closed.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
