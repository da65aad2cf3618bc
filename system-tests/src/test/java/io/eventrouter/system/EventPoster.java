package io.eventrouter.system;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Publishes CloudEvents over HTTP as the CloudEvents SDK for Java writes them. Thread-safe. */
final class EventPoster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    EventPoster(URI url) {
        this.url = url;
    }

    /** An event as the SDK has it, with JSON data. */
    static CloudEvent event(String id, String level, String channel) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop"))
                .withType("order.paid")
                .withExtension("channel", channel)
                .withExtension("priority", level)
                .withDataContentType("application/json")
                .withData(("{\"order\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))
                .build();
    }

    HttpResponse<String> binary(CloudEvent event) throws Exception {
        HttpRequest.Builder request = request();
        writer(request).writeBinary(event);
        return send(request);
    }

    HttpResponse<String> structured(CloudEvent event) throws Exception {
        HttpRequest.Builder request = request();
        writer(request).writeStructured(event, JsonFormat.CONTENT_TYPE);
        return send(request);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(url).timeout(PATIENCE);
    }

    private static MessageWriter<?, ?> writer(HttpRequest.Builder request) {
        return HttpMessageFactory.createWriter(
                request::header,
                body ->
                        request.POST(
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
