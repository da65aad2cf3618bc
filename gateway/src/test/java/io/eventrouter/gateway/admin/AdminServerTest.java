package io.eventrouter.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.AdminSettings;
import io.eventrouter.gateway.socket.AddressUnavailableException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HealthChecks checks = new HealthChecks();
    private final AdminPages pages = new AdminPages();
    private final AdminServer server =
            new AdminServer(new AdminSettings("127.0.0.1", 0), metrics, checks, pages);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsMetricsAsPrometheusReadsThem() throws Exception {
        metrics.counter("eventrouter.events", "priority", "high").increment(3);

        HttpResponse<String> response = send("GET", "/metrics", "text/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
        assertThat(response.body()).contains("eventrouter_events_total{priority=\"high\"} 3.0");
    }

    @Test
    void showsThePagesOfTheRole() throws Exception {
        pages.add(
                "/events",
                (rest, query) ->
                        rest.equals("nothing")
                                ? Optional.empty()
                                : Optional.of(
                                        "[\"" + rest + "\",\"" + query.get("source") + "\"]"));

        HttpResponse<String> found = send("GET", "/events/a%201?source=%2Fshop", "*/*");
        HttpResponse<String> missing = send("GET", "/events/nothing", "*/*");

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("[\"a 1\",\"/shop\"]");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("/health/ready, /events");
    }

    @Test
    void doesWhatAPageIsForAndNotForOtherPagesOfTheWeb() throws Exception {
        pages.add("/sessions", new ActingPage());

        assertThat(send("POST", "/sessions/s1", "*/*").body()).isEqualTo("[\"s1\"]");
        assertThat(send("DELETE", "/sessions/s1", "*/*").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/sessions/nothing", "*/*").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/sessions/s1", "*/*").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/sessions/s1", "*/*").body()).isEqualTo("{}");
        var fromAPage =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/sessions/s1"))
                        .DELETE()
                        .header("Origin", "https://elsewhere.example")
                        .build();
        assertThat(client.send(fromAPage, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    /** A page could reach it under a name of its own, which was made to lead here. */
    @Test
    void isThereUnderNamesOfItsMachineOnlyWhereItListensThere() throws Exception {
        assertThat(statusFor("evil.example:8081")).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(statusFor("localhost:8081")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(statusFor("127.0.0.1")).isEqualTo("HTTP/1.1 200 OK");
    }

    private String statusFor(String host) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            return new BufferedReader(in).readLine();
        }
    }

    private static final class ActingPage implements AdminPages.Page {
        @Override
        public Optional<String> answer(String rest, Map<String, String> query) {
            return Optional.of("{}");
        }

        @Override
        public boolean acts() {
            return true;
        }

        @Override
        public Optional<String> act(String rest) {
            return rest.equals("nothing") ? Optional.empty() : Optional.of("[\"" + rest + "\"]");
        }
    }

    @Test
    void showsMetricsAsOpenMetricsToWhoAsks() throws Exception {
        HttpResponse<String> response =
                send("GET", "/metrics", "application/openmetrics-text; version=1.0.0");

        assertThat(response.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    void isReadyWhenAllChecksHold() throws Exception {
        checks.ready("feed", () -> Health.ok("caught up"));
        checks.ready("kafka", Health::ok);

        HttpResponse<String> response = send("GET", "/health/ready", "*/*");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"healthy\":true,\"checks\":{"
                                + "\"feed\":{\"healthy\":true,\"detail\":\"caught up\"},"
                                + "\"kafka\":{\"healthy\":true,\"detail\":\"ok\"}}}");
    }

    @Test
    void isNotReadyWhenOneCheckFailsAndSaysWhich() throws Exception {
        checks.ready("feed", () -> Health.failing("1,200 events behind"));
        checks.ready("kafka", Health::ok);

        HttpResponse<String> response = send("GET", "/health/ready", "*/*");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("\"feed\":{\"healthy\":false,\"detail\":\"1,200 events behind\"}");
    }

    @Test
    void takesACheckThatThrowsForOneThatFailsAndKeepsWhatItThrew() throws Exception {
        checks.live(
                "streams",
                () -> {
                    throw new IllegalStateException("the secret of the house");
                });

        HttpResponse<String> response = send("GET", "/health/live", "*/*");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("streams").doesNotContain("secret");
    }

    @Test
    void livesWithoutAnyCheck() throws Exception {
        HttpResponse<String> response = send("GET", "/health/live", "*/*");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"healthy\":true,\"checks\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/", "/health", "/health/ready;x=1", "/ws"})
    void hasNothingElse(String path) throws Exception {
        assertThat(send("GET", path, "*/*").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void onlyReads(String method) throws Exception {
        HttpResponse<String> response = send(method, "/metrics", "*/*");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void answersHeadWithTheHeadOnly() throws Exception {
        HttpResponse<String> response = send("HEAD", "/health/ready", "*/*");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void saysInOneLineThatItsPortIsInUse() {
        int port = server.port();
        var second = new AdminServer(new AdminSettings("127.0.0.1", port), metrics, checks, pages);

        assertThatThrownBy(second::start)
                .isInstanceOf(AddressUnavailableException.class)
                .hasMessageStartingWith("admin.port = " + port + ": another program listens on");
    }

    @Test
    void saysThatAnAddressIsNotOfThisMachine() {
        var elsewhere = new AdminServer(new AdminSettings("192.0.2.1", 0), metrics, checks, pages);

        assertThatThrownBy(elsewhere::start)
                .isInstanceOf(AddressUnavailableException.class)
                .hasMessageStartingWith("admin.host = 192.0.2.1: cannot listen on 192.0.2.1:0");
    }

    private HttpResponse<String> send(String method, String path, String accept) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Accept", accept)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
