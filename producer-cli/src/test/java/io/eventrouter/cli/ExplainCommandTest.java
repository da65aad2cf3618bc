package io.eventrouter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.eventrouter.cli.records.FakeTopics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExplainCommandTest {
    private final Instant now = Instant.now();
    private static final String NOTHING = "{\"gateway\":\"g1\",\"events\":[]}";

    private final FakeTopics topics = new FakeTopics();
    private final List<String> asked = new ArrayList<>();
    private String answer = NOTHING;
    private HttpServer admin;

    @BeforeEach
    void startAdmin() throws Exception {
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        admin.createContext(
                "/events",
                exchange -> {
                    asked.add(exchange.getRequestURI().getQuery());
                    byte[] body = answer.getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        admin.start();
    }

    @AfterEach
    void stopAdmin() {
        admin.stop(0);
    }

    @Test
    void followsAnEventFromItsTopicToTheSessions() {
        event("events.high", 1, "a1", "/shop");
        routed(0, "a1", "/shop", "1:0");
        answer =
                "{\"gateway\":\"g1\",\"events\":[{\"source\":\"/shop\",\"position\":\"0:0\","
                        + "\"published\":\"2026-01-01T00:00:00Z\","
                        + "\"dispatched\":\"2026-01-01T00:00:00.012Z\",\"sessions\":13,\"sent\":11,"
                        + "\"waiting\":1,\"dropped\":{\"slow-consumer\":1}}]}";

        CliRun run = explain("a1");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.outLines().get(0))
                .startsWith("published    events.high:1:0")
                .contains("orders.eu  source /shop");
        assertThat(run.outLines().get(1))
                .startsWith("routed       0:0  high  orders.eu  from events.high:1:0");
        assertThat(run.outLines().get(2))
                .isEqualTo(
                        "gateway      g1  0:0  after 12ms, sent to 11 of 13 sessions, waits for 1,"
                                + " dropped for 1 (slow-consumer)");
    }

    @Test
    void findsTheDeadLetterAndWhyAndWhereItWasReplayedTo() {
        topics.record(
                "events.low",
                0,
                now,
                "not a channel!",
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                "a1",
                "ce_source",
                "/shop",
                "ce_type",
                "t");
        topics.record(
                "events.dead-letter",
                1,
                now,
                "not a channel!",
                "{}",
                "er_reason",
                "bad-channel",
                "er_detail",
                "no channel",
                "er_source_topic",
                "events.low",
                "er_source_partition",
                "0",
                "er_source_offset",
                "0",
                "er_source_timestamp",
                "1");
        topics.record(
                "events.dead-letter",
                1,
                now,
                null,
                null,
                "er_replayed_from",
                "1:0",
                "er_replayed_to",
                "events.low:0:7");

        CliRun run = explain("a1");

        assertThat(run.outLines().get(0)).contains("cannot be routed: no-channel");
        assertThat(run.outLines().get(1))
                .startsWith("dead letter  1:0")
                .endsWith("bad-channel: no channel  replayed to events.low:0:7");
    }

    @Test
    void findsStructuredEventsAndBareRecords() {
        topics.record("events.low", 0, now, "orders.eu", "{}");
        topics.record(
                "events.low",
                0,
                now,
                "orders.eu",
                "{\"specversion\":\"1.0\",\"id\":\"a2\",\"source\":\"/s\",\"type\":\"t\","
                        + "\"channel\":\"orders.eu\"}",
                "content-type",
                "application/cloudevents+json");

        assertThat(explain("events.low:0:0").outLines().get(0)).contains("/kafka/events.low");
        assertThat(explain("a2").outLines().get(0)).startsWith("published    events.low:0:1");
        assertThat(explain("a2").outLines().get(1))
                .startsWith("not routed   it waits for a router");
    }

    @Test
    void looksForTheSourceAndTheTimeThatItIsTold() {
        event("events.high", 0, "a1", "/shop");
        event("events.high", 0, "a1", "/other");

        CliRun run = explain("a1", "--source", "/other");
        CliRun later = explain("a1", "--since", now.plusSeconds(1).toString());

        assertThat(run.outLines().get(0)).startsWith("published    events.high:0:1");
        assertThat(asked).contains("id=a1&source=/other");
        assertThat(later.code()).isEqualTo(1);
        assertThat(later.err()).contains("no trace of that event");
    }

    @Test
    void saysWhatAGatewayDoesNotKnow() {
        event("events.high", 0, "a1", "/shop");
        answer = "{\"gateway\":\"g1\",\"since\":\"2026-01-01T00:00:00Z\",\"events\":[]}";
        CliRun run = explain("a1");
        answer = "<html>";
        CliRun other = explain("a1");
        admin.stop(0);

        CliRun away = explain("a1");

        assertThat(run.outLines()).last().asString().contains("g1  has not seen it since 202");
        assertThat(other.outLines()).last().asString().contains("is no gateway of this version");
        assertThat(away.outLines()).last().asString().contains("not known: connection refused");
        assertThat(away.code()).isZero();
    }

    @Test
    void printsJson() throws Exception {
        event("events.high", 1, "a1", "/shop");
        routed(0, "a1", "/shop", "1:0");

        JsonNode all = new ObjectMapper().readTree(explain("a1", "--json").out());

        assertThat(all.at("/published/0/at").asText()).isEqualTo("events.high:1:0");
        assertThat(all.at("/routed/0/from").asText()).isEqualTo("events.high:1:0");
        assertThat(all.at("/gateways/0/gateway").asText()).isEqualTo("g1");
    }

    @Test
    void printsNoControlCharacterWhateverAnEventHolds() {
        topics.record(
                "events.routed",
                0,
                now,
                "k",
                "{}",
                "ce_id",
                "a1",
                "ce_source",
                "/\u001b[31m",
                "ce_channel",
                "a\nb",
                "ce_priority",
                "\u0007");

        for (CliRun run : List.of(explain("a1"), explain("a1", "--json")))
            assertThat(run.outLines())
                    .isNotEmpty()
                    .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c != 0x7f));
    }

    @Test
    void refusesWhatCannotBeUsed() {
        assertThat(explain("a1", "--since", "soon").code()).isEqualTo(2);
        assertThat(explain("a1", "--admin", "localhost:8081").code()).isEqualTo(2);
    }

    private void event(String topic, int partition, String id, String source) {
        topics.record(
                topic,
                partition,
                now,
                "orders.eu",
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                source,
                "ce_type",
                "t",
                "ce_channel",
                "orders.eu");
    }

    private void routed(int partition, String id, String source, String from) {
        topics.record(
                "events.routed",
                partition,
                now,
                "orders.eu",
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                source,
                "ce_type",
                "t",
                "ce_channel",
                "orders.eu",
                "ce_priority",
                "high",
                "er_source",
                from);
    }

    private CliRun explain(String... arguments) {
        var all = new ArrayList<String>(List.of(arguments));
        if (!all.contains("--admin"))
            all.addAll(List.of("--admin", "http://127.0.0.1:" + admin.getAddress().getPort()));
        var command = new ExplainCommand((settings, topic) -> topics.open(topic));
        return CliRun.of(command, all.toArray(String[]::new));
    }
}
