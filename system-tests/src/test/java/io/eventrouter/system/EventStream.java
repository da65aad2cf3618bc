package io.eventrouter.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/**
 * A reader of Server-Sent Events that knows no more than the format: what {@code curl -N} shows,
 * block by block. Has a thread of its own. Thread-safe.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Block> blocks = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private final InputStream body;
    private volatile String lastEventId;
    private volatile boolean ended;

    private EventStream(InputStream body, String lastEventId) {
        this.body = body;
        this.lastEventId = lastEventId;
        var thread = new Thread(this::read, "event-stream");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A message.
     *
     * @param name empty for an event
     */
    public record Block(String name, JsonNode data) {}

    /** An id came behind so many events. */
    public record Mark(String id, int events) {}

    /**
     * Opens one.
     *
     * @param port the gateway's
     * @param query with the channels
     * @param lastEventId where to go on; empty for nowhere
     */
    public static EventStream open(int port, String query, String lastEventId) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + "/sse?" + query);
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (!lastEventId.isEmpty()) request.header("Last-Event-ID", lastEventId);
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) throw new AssertionError(response);
        return new EventStream(response.body(), lastEventId);
    }

    private void read() {
        var fields = new HashMap<String, String>();
        try (var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) dispatch(fields);
                else if (!line.startsWith(":")) {
                    int colon = line.indexOf(": ");
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        } catch (IOException e) {
            // It has ended, however.
        } finally {
            ended = true;
        }
    }

    private void dispatch(Map<String, String> fields) throws IOException {
        if (fields.containsKey("id")) {
            lastEventId = fields.get("id");
            marks.add(new Mark(lastEventId, events().size()));
        }
        String data = fields.get("data");
        if (data != null)
            blocks.add(new Block(fields.getOrDefault("event", ""), JSON.readTree(data)));
        fields.clear();
    }

    /** All events so far. */
    public List<JsonNode> events() {
        return named("");
    }

    /** All messages of that name so far. */
    public List<JsonNode> named(String name) {
        return blocks.stream().filter(b -> b.name().equals(name)).map(Block::data).toList();
    }

    /** The ids of all events so far, once there are that many. */
    public List<String> awaitEvents(int number) {
        Awaitility.await().atMost(PATIENCE).until(() -> events().size() >= number);
        return events().stream().map(e -> e.get("id").asText()).toList();
    }

    /** The first message of that name, once there is one. */
    public JsonNode awaitNamed(String name) {
        Awaitility.await().atMost(PATIENCE).until(() -> !named(name).isEmpty());
        return named(name).get(0);
    }

    /** All ids so far. */
    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** Where to go on. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The next id that is another one than that. */
    public String awaitIdOtherThan(String id) {
        Awaitility.await().atMost(PATIENCE).until(() -> !lastEventId.equals(id));
        return lastEventId;
    }

    public void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(() -> ended);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
