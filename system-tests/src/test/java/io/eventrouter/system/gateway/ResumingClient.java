package io.eventrouter.system.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * A client that comes back whenever its connection ends, to whatever gateway it is given, and
 * resumes from the last cursor it got. It drops repeats by position and keeps what it has seen.
 *
 * <p>Thread-safe: what it is sent comes one message at a time, and what tests read is concurrent.
 */
public final class ResumingClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_DELAY_MILLIS = 200;

    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final IntSupplier ports;
    private final String channel;
    private final Random random = new Random();
    private final Set<String> positions = ConcurrentHashMap.newKeySet();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();
    private final AtomicInteger recoveries = new AtomicInteger();
    private final AtomicInteger failedRecoveries = new AtomicInteger();
    private volatile String cursor;
    private volatile boolean subscribed;
    private volatile boolean away;
    private volatile WebSocket socket;

    /**
     * @param ports asked for the gateway's port at each attempt
     */
    ResumingClient(
            HttpClient http, ScheduledExecutorService timer, IntSupplier ports, String channel) {
        this.http = http;
        this.timer = timer;
        this.ports = ports;
        this.channel = channel;
    }

    static HttpClient newHttpClient(Executor executor) {
        return HttpClient.newBuilder().executor(executor).build();
    }

    void connect() {
        if (away) return;
        URI url = URI.create("ws://127.0.0.1:" + ports.getAsInt() + "/ws");
        var unused =
                http.newWebSocketBuilder()
                        .subprotocols("eventrouter.v1")
                        .buildAsync(url, new Listener())
                        .whenComplete(
                                (connected, failure) -> {
                                    if (failure != null) connectLater();
                                });
    }

    private void connectLater() {
        subscribed = false;
        if (!away) {
            long delay = random.nextInt(LONGEST_DELAY_MILLIS);
            var unused = timer.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
        }
    }

    /** Breaks its connection and stays away. */
    void leave() {
        away = true;
        subscribed = false;
        WebSocket present = socket;
        if (present != null) present.abort();
    }

    void comeBack() {
        away = false;
        connect();
    }

    boolean isSubscribed() {
        return subscribed;
    }

    int seen() {
        return positions.size();
    }

    public Set<String> ids() {
        return ids;
    }

    int repeats() {
        return repeats.get();
    }

    int gaps() {
        return gaps.get();
    }

    public int recoveries() {
        return recoveries.get();
    }

    int failedRecoveries() {
        return failedRecoveries.get();
    }

    @Override
    public void close() {
        leave();
    }

    /** Of one connection. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();
        private boolean resumes;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            if (away) opened.abort();
            else opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(from, message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(WebSocket from, String text) {
            try {
                JsonNode node = JSON.readTree(text);
                if (node.has("op")) control(from, node);
                else event(node);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        private void event(JsonNode event) {
            if (!positions.add(event.get("position").asText())) repeats.incrementAndGet();
            ids.add(event.get("id").asText());
        }

        private void control(WebSocket from, JsonNode control) {
            switch (control.get("op").asText()) {
                case "welcome" -> subscribe(from, control.get("cursor").asText());
                case "checkpoint" -> cursor = control.get("cursor").asText();
                case "gap" -> gaps.incrementAndGet();
                case "subscribed" -> subscribed(control);
                default -> {
                    // nothing that matters here
                }
            }
        }

        private void subscribe(WebSocket from, String welcomeCursor) {
            resumes = cursor != null;
            if (!resumes) cursor = welcomeCursor;
            var command = JSON.createObjectNode().put("op", "subscribe").put("channel", channel);
            var unused = from.sendText(command.put("cursor", cursor).toString(), true);
        }

        private void subscribed(JsonNode answer) {
            if (!answer.get("recovered").asBoolean()) failedRecoveries.incrementAndGet();
            else if (resumes) recoveries.incrementAndGet();
            subscribed = true;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            connectLater();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            connectLater();
        }
    }
}
