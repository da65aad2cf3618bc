package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.cli.CommandLines;
import io.eventrouter.cli.ExplainCommand;
import io.eventrouter.cli.ReplayCommand;
import io.eventrouter.cli.TailCommand;
import io.eventrouter.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Following events on the command line: {@code explain}, {@code replay}, {@code tail}. */
@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class FollowingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Deployment deployment;

    @BeforeEach
    void start(KafkaFixture kafka) {
        deployment = Deployment.of(kafka.settings());
        deployment.withRouter().withGateway();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void explainsWhereAnEventIsAndWhoGotIt() throws Exception {
        URI admin = deployment.admin(0);
        try (var first = Subscriber.to(deployment.socket(0)).subscribe("orders.*");
                var second = Subscriber.to(deployment.socket(0)).subscribe("orders.eu");
                var other = Subscriber.to(deployment.socket(0)).subscribe("chat.*")) {
            publish(0, 1);
            first.awaitEvents(1);
            second.awaitEvents(1);

            assertThat(kafka(new ExplainCommand(), "low-0", "--admin", admin.toString())).isZero();

            assertThat(lines()).hasSize(3);
            assertThat(lines().get(0)).startsWith("published    " + topic("low") + ":");
            assertThat(lines().get(1)).startsWith("routed       ").contains("from " + topic("low"));
            assertThat(lines().get(2)).contains(", sent to 2 of 2 sessions");
            assertThat(other.events()).isEmpty();
        }
    }

    @Test
    void publishesAnEventAgain() throws Exception {
        try (var subscriber = Subscriber.to(deployment.socket(0)).subscribe("again.*")) {
            publish(0, 3);
            await().atMost(PATIENCE)
                    .until(() -> kafka(new ReplayCommand(), "--id", "low-1", "--dry-run") == 0);

            assertThat(
                            kafka(
                                    new ReplayCommand(),
                                    "--id",
                                    "low-1",
                                    "--channel",
                                    "again.1",
                                    "--yes",
                                    "--json"))
                    .isZero();

            subscriber.awaitEvents(1);
            assertThat(subscriber.events().get(0).get("id").asText()).isEqualTo("low-1");
            assertThat(lines().get(0)).contains("\"replayedTo\":\"" + topic("low"));
        }
    }

    @Test
    void tailsFromTheBeginningAndGoesOnWhereItEnded(@TempDir Path folder) throws Exception {
        String file = folder.resolve("orders.cursor").toString();
        publish(0, 5);
        assertThat(tail("--from", "earliest", "--cursor-file", file, "--count", "3")).isZero();
        List<String> ids = new ArrayList<>(ids());
        publish(5, 7);

        assertThat(tail("--cursor-file", file, "--count", "4")).isZero();

        ids.addAll(ids());
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 7).mapToObj(n -> "low-" + n).toList());
    }

    @Test
    void tailsWhatWasPublishedInTheLastMinutes() throws Exception {
        publish(0, 2);

        assertThat(tail("--since", "5m", "--count", "2")).isZero();

        assertThat(ids()).containsExactlyInAnyOrder("low-0", "low-1");
    }

    private int tail(String... arguments) {
        var all = new ArrayList<String>(List.of("--url", deployment.socket(0).toString()));
        all.addAll(List.of("--json", "--channel", "orders.*"));
        all.addAll(List.of(arguments));
        return run(new TailCommand(), all);
    }

    private int kafka(Object command, String... arguments) {
        Settings settings = deployment.settings();
        var all = new ArrayList<String>(List.of(arguments));
        all.addAll(List.of("--kafka", settings.kafka().bootstrapServers()));
        all.addAll(List.of("--set", "topics.prefix=" + settings.topics().prefix()));
        return run(command, all);
    }

    private int run(Object command, List<String> arguments) {
        out.getBuffer().setLength(0);
        return CommandLines.of(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private List<String> ids() {
        return lines().stream()
                .map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private String topic(String name) {
        return deployment.settings().topics().prefix() + "." + name;
    }

    private void publish(int first, int end) throws Exception {
        var priorities = deployment.settings().levels().priorities();
        for (int n = first; n < end; n++)
            deployment
                    .publisher()
                    .publish(TestEvents.numbered(priorities, "low", "orders.eu", n))
                    .get(30, TimeUnit.SECONDS);
    }
}
