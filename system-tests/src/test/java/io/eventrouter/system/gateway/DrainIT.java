package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.config.Settings;
import io.eventrouter.standalone.EventRouterMain;
import io.eventrouter.system.KafkaFixture;
import io.eventrouter.system.KafkaFixtureExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM for a gateway that has sessions, as a rolling update sends it. */
@Timeout(300)
@ExtendWith(KafkaFixtureExtension.class)
class DrainIT {
    private static final int SESSIONS = 500;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY =
            Pattern.compile("ready: (ws://\\S+/ws),.* admin (http://\\S+)/metrics");

    @TempDir Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path log;

    @Test
    void closesItsSessionsOverTheWindowAndEndsWell(KafkaFixture kafka) throws Exception {
        log = Files.createTempFile(directory, "gateway", ".log");
        Process gateway = start(kafka.settings());
        try {
            Matcher ready = awaitReady(gateway);
            URI socket = URI.create(ready.group(1));
            URI readiness = URI.create(ready.group(2) + "/health/ready");
            List<Client> clients = connect(socket);
            assertThat(status(readiness)).isEqualTo(200);

            gateway.destroy(); // SIGTERM

            await().atMost(PATIENCE).until(() -> status(readiness) == 503);
            assertThat(handshakeStatus(socket)).isEqualTo(503);
            for (Client client : clients) {
                assertThat(client.code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1012);
                assertThat(client.heard.toString()).contains("\"op\":\"reconnect\"", "draining");
            }
            assertThat(gateway.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.exitValue()).as(text()).isZero();
            assertSpread(clients);
        } finally {
            gateway.destroyForcibly();
        }
    }

    /** No second has nearly all of them, and all together take a good part of the window. */
    private static void assertSpread(List<Client> clients) {
        long first = clients.stream().mapToLong(c -> c.closedNanos).min().orElseThrow();
        Map<Long, Long> bySecond =
                clients.stream()
                        .collect(
                                Collectors.groupingBy(
                                        c -> TimeUnit.NANOSECONDS.toSeconds(c.closedNanos - first),
                                        Collectors.counting()));
        assertThat(bySecond).as("closes by second").hasSizeGreaterThanOrEqualTo(3);
        assertThat(bySecond.values()).allMatch(closes -> closes < SESSIONS * 2 / 3);
    }

    private Process start(Settings settings) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EventRouterMain.class.getName(),
                                "gateway",
                                "--port=0",
                                "--admin-port=0",
                                "--kafka=" + settings.kafka().bootstrapServers()));
        for (String setting :
                List.of(
                        "topics.prefix=" + settings.topics().prefix(),
                        "topics.partitions=" + settings.topics().partitions(),
                        "gateway.drain-window=" + WINDOW.toSeconds() + "s",
                        "gateway.drain-timeout=20s")) command.add("--set=" + setting);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private Matcher awaitReady(Process gateway) throws IOException {
        await("gateway")
                .atMost(Duration.ofSeconds(90))
                .until(() -> !gateway.isAlive() || READY.matcher(text()).find());
        Matcher ready = READY.matcher(text());
        assertThat(ready.find()).as(text()).isTrue();
        return ready;
    }

    private String text() throws IOException {
        return Files.readString(log);
    }

    private List<Client> connect(URI socket) {
        var clients = new ArrayList<Client>();
        for (int i = 0; i < SESSIONS; i++) {
            var client = new Client();
            clients.add(client);
            open(socket, client).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        await().atMost(PATIENCE).until(() -> clients.stream().allMatch(c -> c.welcomed.isDone()));
        return clients;
    }

    private CompletableFuture<WebSocket> open(URI socket, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .subprotocols("eventrouter.v1")
                .buildAsync(socket, listener);
    }

    private int status(URI url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private int handshakeStatus(URI socket) {
        try {
            open(socket, new Client()).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            return 101;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    /** What it hears comes one message at a time; the rest is read once it is closed. */
    private static final class Client implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();
        private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private volatile long closedNanos;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.append(data);
            welcomed.complete(null);
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closedNanos = System.nanoTime();
            code.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            code.completeExceptionally(error);
        }
    }
}
