package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.system.EventRouterProcess.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(360)
class UpIT {
    @TempDir Path directory;

    @Test
    void tellsItsAddressesAndStopsOnSigterm() throws Exception {
        try (var up = EventRouterProcess.start(directory, up()).awaitReady()) {
            assertThat(up.address("WebSocket")).startsWith("ws://127.0.0.1:");
            assertThat(up.address("Kafka")).startsWith("127.0.0.1:");
            assertThat(get(up.address("Console")).statusCode()).isEqualTo(200);
            assertThat(get(up.address("Admin")).body()).contains("eventrouter_");
            assertThat(get(health(up, "live")).statusCode()).isEqualTo(200);
            assertThat(get(health(up, "ready")).statusCode()).isEqualTo(200);
            assertThat(up.out()).contains("./event-router publish --channel");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> consoleSays(up, "\"state\":\"ready\""));

            Ended ended = up.stop();

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.err()).noneMatch(line -> line.contains("WARN"));
            assertThat(ended.err()).noneMatch(line -> line.contains("ERROR"));
        }
    }

    @Test
    void stopsOnCtrlC() throws Exception {
        try (var up = EventRouterProcess.start(directory, up()).awaitReady()) {
            Ended ended = up.stop("INT");

            assertThat(ended.exitCode()).isZero();
        }
    }

    @Test
    void keepsEventsAndTheCursorKeyOverARestart() throws Exception {
        String key;
        try (var up = EventRouterProcess.start(directory, up()).awaitReady()) {
            up.publish("demo.hello", "{\"text\":\"before the restart\"}");
            up.stop();
            key = Files.readString(directory.resolve("data/cursor.key"));
        }

        try (var up = EventRouterProcess.start(directory, up()).awaitReady()) {
            assertThat(RoutedTopic.read(up.address("Kafka"), "events.routed", 1))
                    .singleElement()
                    .asString()
                    .contains("before the restart");
            assertThat(directory.resolve("data/cursor.key")).hasContent(key);
        }
    }

    @Test
    void usesAnotherKafkaAndStartsNone() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        try (var first = EventRouterProcess.start(directory, up()).awaitReady();
                var second =
                        EventRouterProcess.start(other, up("--kafka", first.address("Kafka")))
                                .awaitReady()) {
            assertThat(second.address("Kafka")).isEqualTo(first.address("Kafka"));
            assertThat(other.resolve("data/kafka")).doesNotExist();

            assertThat(second.stop().exitCode()).isZero();
            assertThat(first.stop().exitCode()).isZero();
        }
    }

    @Test
    void endsWithOneLineWhenAPortIsInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            for (String flag : new String[] {"--port", "--admin-port", "--kafka-port"}) {
                Ended ended = run(flag, port);

                assertThat(ended.exitCode()).as(flag).isEqualTo(1);
                assertOneLine(ended, port);
            }
        }
    }

    @Test
    void endsWithOneLineWhenKafkaIsNotThere() throws Exception {
        Ended ended = run("--kafka", "127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertOneLine(ended, "127.0.0.1:1");
    }

    @Test
    void endsWithOneLineWhenTheDataDirectoryIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        Ended ended = run("--data", file.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertOneLine(ended, file.toString());
    }

    @Test
    void endsWithOneLineWhenAnotherOneUsesTheData() throws Exception {
        try (var up = EventRouterProcess.start(directory, up()).awaitReady()) {
            Ended ended = run("--data", directory.resolve("data").toString());

            assertThat(ended.exitCode()).isEqualTo(1);
            assertOneLine(ended, "in use by another event-router");
            assertThat(up.stop().exitCode()).isZero();
        }
    }

    @Test
    void listsEveryInvalidSettingAtOnce() throws Exception {
        Ended ended = run("--set", "no.such=1", "--port", "http", "--kafka-port", "-1");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .hasSize(3)
                .anyMatch(line -> line.contains("standalone.kafka-port = -1"))
                .anyMatch(line -> line.contains("no.such"))
                .anyMatch(line -> line.contains("gateway.port = http"));
    }

    private Ended run(String... options) throws Exception {
        return EventRouterProcess.run(directory, up(options));
    }

    /** {@code up} with these options and their values, and free ports where they name none. */
    private static String[] up(String... options) {
        var values = new LinkedHashMap<String, String>();
        for (String port : List.of("--port", "--admin-port", "--kafka-port")) values.put(port, "0");
        for (int i = 0; i < options.length; i += 2) values.put(options[i], options[i + 1]);
        return Stream.concat(
                        Stream.of("up"),
                        values.entrySet().stream().map(o -> o.getKey() + "=" + o.getValue()))
                .toArray(String[]::new);
    }

    private static void assertOneLine(Ended ended, String part) {
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().stream().filter(line -> !line.contains(" INFO ")))
                .singleElement()
                .asString()
                .startsWith("event-router up: ")
                .contains(part);
    }

    private static boolean consoleSays(EventRouterProcess up, String text) throws Exception {
        return get(up.address("Console") + "console/status").body().contains(text);
    }

    private static String health(EventRouterProcess up, String kind) {
        return up.address("Admin").replace("/metrics", "/health/" + kind);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
