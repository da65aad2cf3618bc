package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.PublishMode;
import io.eventrouter.config.PublishSettings;
import io.eventrouter.event.Event;
import io.eventrouter.event.EventId;
import io.eventrouter.ingest.PublishException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a right request to publish, at a real port with a scripted Kafka behind it. */
@Timeout(60)
class EventsEndpointTest {
    private static final String STRUCTURED =
            "Content-Type: application/cloudevents+json; charset=UTF-8\r\n";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"a-1\",\"source\":\"/shop\",\"type\":\"t\","
                    + "\"channel\":\"a.b\"";
    private static final String BINARY =
            """
            ce-specversion: 1.0\r
            ce-id: a-1\r
            ce-source: /shop\r
            ce-type: t\r
            CE-Channel: a.b\r
            """;

    private GatewayUnderTest gateway = GatewayUnderTest.start();

    @AfterEach
    void stopServer() {
        gateway.close();
    }

    @Test
    void answers202WithThePlaceOfTheEventOnceKafkaHasIt() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED, EVENT + ",\"data\":{\"n\": 1.0}}"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(202);
            assertThat(client.readBody(head))
                    .isEqualTo(
                            "{\"id\":\"a-1\",\"topic\":\"events.normal\",\"position\":\"3:18446\"}");
        }
        Event event = gateway.kafka.events().get(0);
        assertThat(event.id()).isEqualTo(new EventId("/shop", "a-1"));
        assertThat(event.contentType()).contains("application/json");
        assertThat(event.data()).asString().isEqualTo("{\"n\": 1.0}");
        assertThat(event.time()).isPresent();
        assertThat(gateway.published("normal")).isOne();
    }

    @Test
    void doesNotAnswerBeforeKafkaHas() throws Exception {
        gateway.kafka.hold();
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED, EVENT + "}"));
            gateway.kafka.awaitEvents(1);
            boolean early = client.hasMore();

            gateway.kafka.acknowledgeHeld();

            assertThat(early).isFalse();
            assertThat(client.readHead().status()).isEqualTo(202);
            assertThat(gateway.kafka.isIdle()).isTrue();
        }
    }

    @Test
    void readsAttributesFromHeadersAndDecodesThem() throws Exception {
        String headers =
                BINARY
                        + """
                        Content-Type: text/plain\r
                        ce-priority: critical\r
                        ce-time: 2026-11-24T08:30:00+01:00\r
                        ce-expirytime: 2030-01-01T00:00:00Z\r
                        ce-collapsekey: k\r
                        ce-subject: Euro%20%E2%82%AC%20%F0%9F%98%80\r
                        ce-note: "say \\"hi\\" %25"\r
                        ce-position: 0:1\r
                        """;
        Event event = publish(post(headers, "plain text"));

        assertThat(event.priority().name()).isEqualTo("critical");
        assertThat(event.time()).contains(Instant.parse("2026-11-24T07:30:00Z"));
        assertThat(event.expiry()).contains(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(event.collapseKey()).contains("k");
        assertThat(event.contentType()).contains("text/plain");
        assertThat(event.data()).asString().isEqualTo("plain text");
        assertThat(event.attributes())
                .containsEntry("subject", "Euro € \uD83D\uDE00")
                .containsEntry("note", "say \"hi\" %")
                .hasSize(2);
    }

    @Test
    void takesAnEventWithoutData() throws Exception {
        Event event = publish(post(BINARY, ""));

        assertThat(event.data()).isNull();
        assertThat(event.contentType()).isEmpty();
    }

    @Test
    void readsABodyThatComesInPieces() throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + "Transfer-Encoding: chunked\r\n"));
            String rest = EVENT + "}";
            for (int i = 0; i < rest.length(); i++) client.send("1\r\n" + rest.charAt(i) + "\r\n");
            client.send("0\r\n\r\n");

            assertThat(client.readHead().status()).isEqualTo(202);
        }
    }

    @Test
    void asksForABodyThatIsHeldBack() throws Exception {
        String body = EVENT + "}";
        try (RawClient client = gateway.connect()) {
            client.send(head(STRUCTURED + length(body) + "Expect: 100-continue\r\n"));
            HttpHead first = client.readHead();
            client.send(body);

            assertThat(first.status()).isEqualTo(100);
            assertThat(client.readHead().status()).isEqualTo(202);
        }
    }

    @Test
    void carriesTheTraceOfTheRequestWhereTheEventHasNone() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String headers = STRUCTURED + "traceparent: " + trace + "\r\ntracestate: a=1\r\n";

        Event event = publish(post(headers, EVENT + "}"));
        Event own = publish(post(headers, EVENT + ",\"traceparent\":\"mine\"}"));
        Event without = publish(post(STRUCTURED + "traceparent: none\r\n", EVENT + "}"));

        assertThat(event.attributes())
                .containsEntry("traceparent", trace)
                .containsEntry("tracestate", "a=1");
        assertThat(own.attributes()).containsEntry("traceparent", "mine").hasSize(1);
        assertThat(without.attributes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNREACHABLE", "NOT_ENOUGH_REPLICAS", "TIMED_OUT", "NOT_AUTHORIZED", "FAILED"})
    void row51AnswersA503ThatTellsNothingOfKafka(Reason reason) throws Exception {
        gateway.kafka.fail(reason);
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED, EVENT + "}"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(503);
            assertThat(head.headers()).containsEntry("retry-after", "2");
            assertThat(client.readBody(head))
                    .startsWith("{\"code\":\"unavailable\"")
                    .doesNotContain("kafka-1", "events.");
        }
    }

    @Test
    void row47Answers413ToAnEventThatIsTooLargeForItsTopic() throws Exception {
        gateway.kafka.fail(Reason.TOO_LARGE);

        assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(413);
    }

    @Test
    void row51Answers503WhenKafkaKeepsSilent() throws Exception {
        gateway.kafka.hold();

        assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(503);
        assertThat(gateway.kafka.isIdle()).isFalse(); // the producer still has it
        gateway.kafka.acknowledgeHeld();
        assertThat(gateway.kafka.isIdle()).isTrue();
    }

    @Test
    void row50Answers429OverTheRateOfALevel() throws Exception {
        restart(settings(PublishMode.AUTO, 100, 1));
        for (int i = 0; i < 4; i++)
            assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(202);
        try (RawClient client = gateway.connect()) {
            client.send(post(STRUCTURED, EVENT + "}"));

            HttpHead head = client.readHead();

            assertThat(head.status()).isEqualTo(429);
            assertThat(head.headers()).containsEntry("retry-after", "1");
        }
        assertThat(statusOf(post(STRUCTURED, EVENT + ",\"priority\":\"critical\"}")))
                .isEqualTo(202);
    }

    @Test
    void row50Answers403WherePublishingIsSwitchedOff() throws Exception {
        restart(settings(PublishMode.FALSE, 100, 0));

        assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(403);
        assertThat(gateway.kafka.events()).isEmpty();
    }

    @Test
    void refusesWithoutReadingWhenTooMuchIsUnderWay() throws Exception {
        restart(settings(PublishMode.AUTO, 2, 0));
        gateway.kafka.hold();
        try (RawClient first = gateway.connect();
                RawClient second = gateway.connect()) {
            first.send(post(STRUCTURED, EVENT + "}"));
            second.send(post(STRUCTURED, EVENT + "}"));
            gateway.kafka.awaitEvents(2);

            assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(503);

            gateway.kafka.acknowledgeHeld();
            assertThat(first.readHead().status()).isEqualTo(202);
            assertThat(second.readHead().status()).isEqualTo(202);
        }
    }

    @Test
    void bodiesThatArriveCountTowardsTheBoundInBytes() throws Exception {
        restart(settings(PublishMode.AUTO, 100, 0));
        String large = EVENT + ",\"data\":\"" + "x".repeat(60_000) + "\"}";
        var stalling = new ArrayList<RawClient>();
        for (int i = 0; i < 4; i++) {
            stalling.add(gateway.connect());
            stalling.get(i).send(head(STRUCTURED + length(large + "  ")) + large);
        }
        await().until(() -> gateway.gauge("in.flight.bytes") > 240_000);

        assertThat(statusOf(post(STRUCTURED, large))).isEqualTo(503);
        assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(202);

        for (RawClient client : stalling) {
            assertThat(client.readHead().status()).isEqualTo(408);
            client.close();
        }
        await().until(gateway.kafka::isIdle);
    }

    @Test
    void takesNothingNewOnceItStops() throws Exception {
        gateway.server.stopAccepting();

        assertThat(statusOf(post(STRUCTURED, EVENT + "}"))).isEqualTo(503);
    }

    @Test
    void takesAnswerableMethodsOnly() throws Exception {
        for (String method : new String[] {"GET", "PUT", "DELETE", "TRACE"})
            assertThat(statusOf(post(STRUCTURED, "").replace("POST", method))).isEqualTo(405);
        assertThat(statusOf(post(STRUCTURED, "").replace("/events", "/events/"))).isEqualTo(405);
        assertThat(statusOf(post(STRUCTURED, "").replace("POST", "OPTIONS"))).isEqualTo(204);
    }

    @Test
    void row16RefusesPagesOfOtherOrigins() throws Exception {
        for (String origin :
                new String[] {"https://evil.example", "null", "http://localhost.evil.example"}) {
            String header = "Origin: " + origin + "\r\n";
            assertThat(statusOf(post(STRUCTURED + header, EVENT + "}"))).isEqualTo(403);
            String preflight = post(header + "Access-Control-Request-Method: POST\r\n", "");
            assertThat(statusOf(preflight.replace("POST /", "OPTIONS /"))).isEqualTo(403);
        }
        assertThat(gateway.kafka.events()).isEmpty();
        String own = "Origin: http://localhost\r\n";
        assertThat(statusOf(post(STRUCTURED + own, EVENT + "}"))).isEqualTo(202);
    }

    private Event publish(String request) throws Exception {
        assertThat(statusOf(request)).isEqualTo(202);
        var events = gateway.kafka.events();
        return events.get(events.size() - 1);
    }

    private int statusOf(String request) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(request);
            return client.readHead().status();
        }
    }

    private void restart(PublishSettings settings) {
        gateway.close();
        gateway = GatewayUnderTest.start(settings);
    }

    private static PublishSettings settings(PublishMode mode, int events, int perSecond) {
        return new PublishSettings(
                mode, Duration.ofSeconds(20), Duration.ofSeconds(2), events, 256 << 10, perSecond);
    }

    private static String head(String headers) {
        return "POST /events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String length(String body) {
        return "Content-Length: " + body.length() + "\r\n";
    }

    private static String post(String headers, String body) {
        return head(headers + length(body)) + body;
    }
}
