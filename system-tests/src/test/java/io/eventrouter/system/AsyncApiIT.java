package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/asyncapi.yaml against what a router and a gateway really write. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class AsyncApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode document;
    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) throws Exception {
        document = new YAMLMapper().readTree(Path.of("..", "docs", "asyncapi.yaml").toFile());
        deployment = Deployment.of(kafka.settings());
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void describesWhatAClientIsReallySent() throws Exception {
        var conversation = new Conversation(deployment.socket(0));
        conversation.say("{\"op\":\"subscribe\",\"channel\":\"orders.*\",\"ref\":\"1\"}");
        conversation.say("{\"op\":\"ping\",\"ref\":\"2\"}");
        conversation.say("{\"op\":\"subscribe\",\"channel\":\"a..b\",\"ref\":\"3\"}");
        conversation.say("{\"op\":\"publish\",\"channel\":\"chat.1\",\"ref\":\"5\"}");
        conversation.awaitOps("welcome", "subscribed", "pong", "error", "published");

        publishOneOfEachForm();
        conversation.awaitEvents(3);
        conversation.say("{\"op\":\"unsubscribe\",\"channel\":\"orders.*\",\"ref\":\"4\"}");
        conversation.awaitOps("unsubscribed");

        for (String frame : conversation.heard())
            assertThat(complaints(messageOf(frame).get("payload"), frame)).isEmpty();
    }

    @Test
    void describesWhatIsReallyOnKafka() throws Exception {
        publishOneOfEachForm();
        send("high", null, "no channel", "{}");

        String servers = deployment.settings().kafka().bootstrapServers();
        for (var record : RoutedTopic.records(servers, topic("routed"), 3))
            assertThat(complaints(headersOf("routedEvent"), headers(record))).isEmpty();
        for (var record : RoutedTopic.records(servers, topic("dead-letter"), 1))
            assertThat(complaints(headersOf("deadLetter"), headers(record))).isEmpty();
        for (var record : RoutedTopic.records(servers, topic("normal"), 1))
            assertThat(complaints(headersOf("binaryEvent"), headers(record))).isEmpty();
        for (var record : RoutedTopic.records(servers, topic("low"), 1)) {
            assertThat(complaints(headersOf("structuredEvent"), headers(record))).isEmpty();
            String value = new String(record.value(), StandardCharsets.UTF_8);
            JsonNode schema = document.at("/components/messages/structuredEvent/payload");
            assertThat(complaints(schema, value)).isEmpty();
        }
    }

    /** Binary on normal, structured on low, bare on critical. */
    private void publishOneOfEachForm() throws Exception {
        var priorities = deployment.settings().levels().priorities();
        deployment
                .publisher()
                .publish(TestEvents.numbered(priorities, "normal", "orders.eu", 1))
                .get(30, TimeUnit.SECONDS);
        send(
                "low",
                "application/cloudevents+json",
                "orders.eu",
                "{\"specversion\":\"1.0\",\"id\":\"s1\",\"source\":\"/shop\",\"type\":\"order.paid\","
                        + "\"channel\":\"orders.eu\",\"time\":\"2026-01-31T12:00:00Z\","
                        + "\"tenant\":7,\"data\":[1]}");
        send("critical", null, "orders.eu", "not JSON");
    }

    private void send(String level, String contentType, String key, String value) throws Exception {
        var record =
                new ProducerRecord<>(
                        topic(level),
                        key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
        if (contentType != null)
            record.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        try (var producer =
                new KafkaProducer<>(
                        deployment.settings().kafka().toProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get(30, TimeUnit.SECONDS);
        }
    }

    private String topic(String name) {
        return deployment.settings().topics().prefix() + "." + name;
    }

    private JsonNode messageOf(String frame) throws IOException {
        JsonNode json = JSON.readTree(frame);
        String name = json.has("specversion") ? "event" : json.get("op").asText();
        JsonNode message = document.at("/components/messages/" + name);
        assertThat(message.isMissingNode()).as("undescribed: %s", frame).isFalse();
        return message;
    }

    private JsonNode headersOf(String message) {
        return document.at("/components/messages/" + message + "/headers");
    }

    private static String headers(ConsumerRecord<String, byte[]> record) {
        ObjectNode headers = JSON.createObjectNode();
        record.headers()
                .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers.toString();
    }

    private List<String> complaints(JsonNode schema, String json) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.get("components"));
        var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(root, config)
                .validate(JSON.readTree(json))
                .stream()
                .map(fault -> json + ": " + fault.getMessage())
                .toList();
    }

    /** Keeps every frame as it came. Thread-safe. */
    private static final class Conversation implements WebSocket.Listener {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        Conversation(URI url) {
            socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .subprotocols("eventrouter.v1")
                            .buildAsync(url, this)
                            .join();
        }

        void say(String text) throws Exception {
            socket.sendText(text, true).get(30, TimeUnit.SECONDS);
        }

        List<String> heard() {
            return List.copyOf(heard);
        }

        void awaitOps(String... ops) {
            for (String op : ops) awaitThat(frame -> frame.contains("\"op\":\"" + op + "\""), 1);
        }

        void awaitEvents(int count) {
            awaitThat(frame -> frame.contains("\"specversion\""), count);
        }

        private void awaitThat(Predicate<String> kind, int count) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> heard.stream().filter(kind).count() >= count);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                heard.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
