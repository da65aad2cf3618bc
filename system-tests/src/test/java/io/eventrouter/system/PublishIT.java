package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.eventrouter.config.Settings;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients publish through one gateway, seen at another. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class PublishIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void reachesASubscriberOfAnotherGatewayByEitherWay(KafkaFixture kafka) throws Exception {
        try (var deployment = Deployment.of(kafka.settings())) {
            deployment.withRouter().withGateway().withGateway();
            var poster = new EventPoster(deployment.page(0).resolve("/events"));
            try (var subscriber = Subscriber.to(deployment.socket(1)).subscribe("chat.*");
                    var client = Subscriber.to(deployment.socket(0))) {

                HttpResponse<String> binary = poster.binary(traced("b1"));
                HttpResponse<String> structured = poster.structured(traced("s1"));
                client.send(
                        "{\"op\":\"publish\",\"ref\":\"3\",\"id\":\"w1\",\"priority\":\"high\","
                                + "\"channel\":\"chat.room1\",\"data\":{\"order\":\"w1\"}}");

                assertThat(binary.statusCode()).as(binary.body()).isEqualTo(202);
                assertThat(structured.statusCode()).as(structured.body()).isEqualTo(202);
                assertThat(client.awaitMessage("\"published\"")).contains("\"id\":\"w1\"");
                assertThatAllArrived(subscriber.awaitEvents(3));
            }
        }
    }

    private static CloudEvent traced(String id) {
        return CloudEventBuilder.v1(EventPoster.event(id, "critical", "chat.room1"))
                .withSubject("42")
                .withExtension("traceparent", TRACE)
                .build();
    }

    private static void assertThatAllArrived(List<JsonNode> events) {
        Map<String, JsonNode> byId =
                events.stream().collect(Collectors.toMap(e -> e.get("id").asText(), e -> e));
        assertThat(byId).containsOnlyKeys("b1", "s1", "w1");
        byId.forEach((id, e) -> assertThat(e.at("/data/order").asText()).isEqualTo(id));
        byId.values().forEach(e -> assertThat(e.has("time")).isTrue());
        for (String id : List.of("b1", "s1")) {
            assertThat(byId.get(id).get("source").asText()).isEqualTo("/shop");
            assertThat(byId.get(id).get("priority").asText()).isEqualTo("critical");
            assertThat(byId.get(id).get("subject").asText()).isEqualTo("42");
            assertThat(byId.get(id).get("traceparent").asText()).isEqualTo(TRACE);
        }
        assertThat(byId.get("w1").get("source").asText()).isEqualTo("/clients");
    }

    @Test
    void refusesWhatTheRouterCouldNotRoute(KafkaFixture kafka) throws Exception {
        Settings settings = kafka.settings("event.max-bytes=4KiB");
        try (var deployment = Deployment.of(settings)) {
            deployment.withGateway();
            var poster = new EventPoster(deployment.page(0).resolve("/events"));
            var tooLarge =
                    CloudEventBuilder.v1(EventPoster.event("1", "low", "a"))
                            .withData("text/plain", new byte[5_000])
                            .build();
            List<Integer> statuses = new ArrayList<>();

            statuses.add(poster.binary(tooLarge).statusCode());
            statuses.add(poster.structured(tooLarge).statusCode());
            statuses.add(poster.binary(EventPoster.event("2", "loud", "a")).statusCode());

            assertThat(statuses).containsExactly(413, 413, 400);
        }
    }
}
