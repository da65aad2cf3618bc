package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.eventrouter.cli.client.ScriptedGateway;
import io.eventrouter.cli.doctor.Clusters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorCommandTest {
    @Test
    void saysThatAllIsWell() {
        CliRun run = doctor(Clusters.healthy());

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .contains("ok         Kafka: answers at kafka-1:9092, 3 brokers")
                .last()
                .isEqualTo("No problem was found.");
    }

    @Test
    void printsFindingsAsJsonAndFailsOnAProblem() throws Exception {
        CliRun run = doctor(Clusters.healthy().problem("It is odd. Mend it"), "--json");

        JsonNode all = new JsonMapper().readTree(run.out());
        assertThat(run.code()).isEqualTo(1);
        assertThat(all.path("ok").asBoolean()).isFalse();
        assertThat(all.path("version").asText()).isNotEmpty();
        assertThat(all.path("findings").findValuesAsText("mend")).contains("Mend it");
    }

    @Test
    void looksAtTheGatewayThatIsNamed() {
        try (var gateway = ScriptedGateway.start()) {
            CliRun run = doctor(Clusters.healthy(), "--url", gateway.url().toString());

            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.out())
                    .contains("lets this client in, as gateway scripted")
                    .contains("its clock agrees with this one");
        }
    }

    @Test
    void saysWhyAGatewayLetsNobodyIn() {
        try (var gateway = ScriptedGateway.start()) {
            gateway.refuse(401);

            CliRun run = doctor(Clusters.healthy(), "--url", gateway.url().toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains(
                            "a client cannot connect: the gateway refused the connection (HTTP 401)")
                    .contains("--token-file");
        }
    }

    @Test
    void tellsWhichCheckOfAProcessIsNotHealthy() throws Exception {
        HttpServer admin = admin();
        try {
            CliRun run =
                    doctor(
                            Clusters.healthy(),
                            "--admin",
                            "http://127.0.0.1:" + admin.getAddress().getPort());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .containsPattern("ok +http://127.0.0.1:\\d+: is live")
                    .containsPattern("problem +http://127.0.0.1:\\d+: is not ready: feed behind");
        } finally {
            admin.stop(0);
        }
    }

    @Test
    void refusesAnAddressThatIsNone() {
        CliRun run = doctor(Clusters.healthy(), "--admin", "here");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("--admin here: ");
    }

    private static HttpServer admin() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/health/",
                exchange -> {
                    boolean live = exchange.getRequestURI().getPath().endsWith("live");
                    byte[] body =
                            (live
                                            ? "{\"healthy\":true,\"checks\":{}}"
                                            : "{\"healthy\":false,\"checks\":{\"feed\":{\"healthy\":false,"
                                                    + "\"detail\":\"behind\"}}}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(live ? 200 : 503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static CliRun doctor(Clusters cluster, String... arguments) {
        return CliRun.of(new DoctorCommand(settings -> cluster.state()), arguments);
    }
}
