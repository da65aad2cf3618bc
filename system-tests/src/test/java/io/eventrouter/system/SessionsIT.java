package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see of sessions, and do to them, over the admin port. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class SessionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private Deployment deployment;
    private URI admin;

    @BeforeEach
    void start(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings()).withRouter().withGateway();
        admin = deployment.admin(0);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void listsShowsAndKicks() throws Exception {
        try (var silent = connect(false);
                var other = connect(true)) {
            publish();
            silent.awaitEvents(1);
            other.awaitEvents(1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unacked(other.session())).isZero());

            JsonNode all = get("/sessions?limit=10");
            assertThat(all.get("open").asInt()).isEqualTo(2);
            JsonNode slowest = all.get("sessions").get(0);
            assertThat(slowest.get("session").asText()).isEqualTo(silent.session());
            assertThat(slowest.get("address").asText()).isEqualTo("127.0.0.1");
            assertThat(slowest.get("subscriptions").asInt()).isEqualTo(1);
            assertThat(slowest.get("unackedEvents").asInt()).isEqualTo(1);
            assertThat(get("/sessions?limit=1").get("sessions")).hasSize(1);

            HttpResponse<String> kicked = send("DELETE", "/sessions/" + silent.session());

            assertThat(kicked.statusCode()).isEqualTo(200);
            assertThat(silent.awaitClose()).isEqualTo("1012 kicked");
            await().atMost(PATIENCE).until(() -> get("/sessions").get("sessions").size() == 1);
            assertThat(send("DELETE", "/sessions/" + silent.session()).statusCode()).isEqualTo(404);
        }
    }

    private int unacked(String session) throws Exception {
        return get("/sessions/" + session).get("unackedEvents").asInt();
    }

    private AckingClient connect(boolean acknowledges) {
        return AckingClient.connect(deployment.socket(0), "orders.*", acknowledges, null);
    }

    private void publish() throws Exception {
        var priorities = deployment.settings().levels().priorities();
        deployment
                .publisher()
                .publish(TestEvents.numbered(priorities, "critical", "orders.eu", 1))
                .get(30, TimeUnit.SECONDS);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(admin.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(PATIENCE)
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
