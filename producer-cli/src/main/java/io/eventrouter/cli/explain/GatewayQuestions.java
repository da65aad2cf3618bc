package io.eventrouter.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventrouter.cli.explain.Explanation.Delivery;
import io.eventrouter.cli.explain.Explanation.GatewayAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks gateways, at their admin ports, what they did with an event. One that gives no answer is no
 * failure: the answer says so. Blocks the caller for {@value #LIMIT_SECONDS} seconds a gateway at
 * most.
 */
public final class GatewayQuestions {
    private static final long LIMIT_SECONDS = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(LIMIT_SECONDS)).build();

    /**
     * @param admin such as {@code http://gateway-1:8081}
     * @param source empty for any
     */
    public GatewayAnswer ask(URI admin, String id, Optional<String> source) {
        String query = "?id=" + encode(id) + source.map(s -> "&source=" + encode(s)).orElse("");
        try {
            var request =
                    HttpRequest.newBuilder(admin.resolve("/events" + query))
                            .timeout(Duration.ofSeconds(LIMIT_SECONDS))
                            .build();
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200)
                return failed(
                        admin, "no gateway answers there (HTTP " + response.statusCode() + ")");
            return read(admin, response.body());
        } catch (ConnectException e) {
            return failed(admin, "connection refused");
        } catch (HttpTimeoutException e) {
            return failed(admin, "no answer in time");
        } catch (IOException e) {
            return failed(admin, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(admin, "interrupted");
        }
    }

    private static GatewayAnswer failed(URI admin, String why) {
        return new GatewayAnswer(admin.toString(), Optional.empty(), List.of(), Optional.of(why));
    }

    static GatewayAnswer read(URI admin, String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            var deliveries = new ArrayList<Delivery>();
            for (JsonNode event : answer.path("events")) deliveries.add(delivery(event));
            Optional<Instant> since =
                    answer.has("since")
                            ? Optional.of(Instant.parse(answer.get("since").asText()))
                            : Optional.empty();
            return new GatewayAnswer(
                    answer.path("gateway").asText(admin.toString()),
                    since,
                    deliveries,
                    Optional.empty());
        } catch (IOException | DateTimeException e) {
            return failed(admin, "what answers there is no gateway of this version");
        }
    }

    private static Delivery delivery(JsonNode event) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        event.path("dropped")
                .properties()
                .forEach(e -> dropped.put(e.getKey(), e.getValue().asLong()));
        return new Delivery(
                event.path("source").asText(),
                event.path("position").asText(),
                Instant.parse(event.path("published").asText()),
                Instant.parse(event.path("dispatched").asText()),
                event.path("sessions").asLong(),
                event.path("sent").asLong(),
                event.path("waiting").asLong(),
                dropped);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
