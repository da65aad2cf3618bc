package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsSourcesTest {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir private Path directory;

    @Test
    void knowADefaultForEverything() {
        Settings settings = SettingsSources.load(Optional.empty(), NOTHING, NOTHING);

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.levels()).hasToString("critical:express,high:4,normal:2,low:1");
        assertThat(settings.topics().retention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.topics().maxEventBytes()).isEqualTo(256 << 10);
        assertThat(settings.router().applicationId()).isEqualTo("event-router-events");
        assertThat(settings.gateway().port()).isEqualTo(8080);
        assertThat(settings.gateway().workers()).isPositive();
        assertThat(settings.standalone().data()).isEqualTo(Path.of("./data"));
        assertThat(settings.log().level()).isEqualTo(LogLevel.INFO);
    }

    @Test
    void preferTheEnvironmentToTheFileAndFlagsToBoth() throws IOException {
        Path file = file("gateway.port=1001", "admin.port=1002", "standalone.kafka-port=1003");
        var environment =
                Map.of(
                        "EVENTROUTER_ADMIN_PORT",
                        "2002",
                        "EVENTROUTER_STANDALONE_KAFKA_PORT",
                        "2003");
        var flags = Map.of("standalone.kafka-port", "3003");

        Settings settings = SettingsSources.load(Optional.of(file), environment, flags);

        assertThat(settings.gateway().port()).isEqualTo(1001);
        assertThat(settings.admin().port()).isEqualTo(2002);
        assertThat(settings.standalone().kafkaPort()).isEqualTo(3003);
    }

    @Test
    void handClientPropertiesToKafkaByTheSameRule() throws IOException {
        Path file = file("kafka.client.sasl.mechanism=PLAIN", "kafka.client.client.id=file");
        var environment =
                Map.of(
                        "EVENTROUTER_KAFKA_CLIENT_CLIENT_ID", "environment",
                        "EVENTROUTER_KAFKA_CLIENT_SSL_KEY_PASSWORD", "k");
        var flags = Map.of("kafka.client.client.id", "flag");

        KafkaSettings kafka = SettingsSources.load(Optional.of(file), environment, flags).kafka();

        assertThat(kafka.clientProperties())
                .containsOnly(
                        Map.entry("sasl.mechanism", "PLAIN"),
                        Map.entry("client.id", "flag"),
                        Map.entry("ssl.key.password", "k"));
        assertThat(kafka.toProperties()).containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void reportEveryProblemWithItsOrigin() throws IOException {
        Path file = file("topics.partitions=0", "topics.replication=-2", "topic.prefix=x");
        var environment =
                Map.of("EVENTROUTER_GATEWAY_PORT", "http", "EVENTROUTER_GATEWAY_PROT", "1");
        var flags = Map.of("publisher.timeout", "500ms", "levels", "high:0");

        List<String> problems = problemsOf(Optional.of(file), environment, flags);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "topic.prefix: there is no such setting; docs/settings.md lists all",
                        "EVENTROUTER_GATEWAY_PROT: there is no such setting; docs/settings.md"
                                + " lists all",
                        "levels = high:0: a weight is 1 to 1000 (set on the command line)",
                        "topics.partitions = 0: 1 to 1000 is allowed (set in " + file + ")",
                        "topics.replication = -2: 1 to 32767 is allowed (set in " + file + ")",
                        "publisher.timeout = 500ms: 1s to 10m is allowed (set on the command"
                                + " line)",
                        "gateway.port = http: a whole number is allowed (set by"
                                + " EVENTROUTER_GATEWAY_PORT)");
    }

    @Test
    void reportEachProblemOnceAndNoneThatFollowsFromAnother() {
        var flags = Map.of("topics.prefix", "a b", "session.queue-bytes", "1TiB");

        List<String> problems = problemsOf(Optional.empty(), NOTHING, flags);

        assertThat(problems).hasSize(2);
    }

    @Test
    void reportWhatDoesNotFitTogether() {
        List<String> queue =
                problemsOf(Optional.empty(), NOTHING, Map.of("event.max-bytes", "2MiB"));
        List<String> cost =
                problemsOf(
                        Optional.empty(),
                        NOTHING,
                        Map.of("router.cost-per-record", "0", "router.cost-per-byte", "0"));
        List<String> linger =
                problemsOf(
                        Optional.empty(),
                        NOTHING,
                        Map.of("publisher.timeout", "1s", "publisher.linger", "200ms"));

        assertThat(queue).singleElement().asString().contains("session.queue-bytes", "2097152");
        assertThat(cost).singleElement().asString().contains("router.cost-per-record");
        assertThat(linger).singleElement().asString().contains("a tenth of publisher.timeout (1s)");
    }

    @Test
    void demandRoomForTheLargestEventInFlight() {
        int largest = 200 << 10;
        // Its body, at most twice its data; its data; and what it counts for beside that.
        long needed = 3L * largest + (1 << 10);

        assertThat(problemsOf(Optional.empty(), NOTHING, inFlight(largest, needed - 1)))
                .singleElement()
                .asString()
                .contains("publish.in-flight-bytes", needed + " or more is needed");
        assertThat(
                        SettingsSources.load(Optional.empty(), NOTHING, inFlight(largest, needed))
                                .gateway()
                                .publish()
                                .inFlightBytes())
                .isEqualTo(needed);
    }

    private static Map<String, String> inFlight(int largestEvent, long bytes) {
        return Map.of(
                "event.max-bytes", Integer.toString(largestEvent),
                "publish.in-flight-bytes", Long.toString(bytes));
    }

    @Test
    void neverShowASecret() throws IOException {
        Path file =
                file(
                        "cursor.key=tooshort",
                        "kafka.client.sasl.jaas.config=hunter2",
                        "gateway.port=-1");

        List<String> problems = problemsOf(Optional.of(file), NOTHING, NOTHING);

        assertThat(problems).hasSize(2);
        assertThat(String.join("\n", problems)).doesNotContain("tooshort", "hunter2");
    }

    @Test
    void printNoSecret() {
        var flags =
                Map.of(
                        "cursor.key", "0123456789abcdef",
                        "kafka.client.sasl.jaas.config", "hunter2");

        Settings settings = SettingsSources.load(Optional.empty(), NOTHING, flags);

        assertThat(settings.toString()).doesNotContain("0123456789abcdef", "hunter2");
        assertThat(settings.gateway().cursorKey().value()).isEqualTo("0123456789abcdef");
    }

    @Test
    void takeValuesAsTheyStand() {
        var flags = Map.of("gateway.name", " ${HOME} \\ %d, a ");

        Settings settings = SettingsSources.load(Optional.empty(), NOTHING, flags);

        assertThat(settings.gateway().name()).isEqualTo("${HOME} \\ %d, a");
    }

    @Test
    void ignoreVariablesOfOthersAndTheLaunchersOwn() {
        var environment =
                Map.of(
                        "PATH", "/bin",
                        "EVENTROUTER_CONFIG", "elsewhere",
                        "EVENTROUTER_JAVA_OPTS", "-Xmx1g",
                        "EVENTROUTER_TEST_BROKER", "embedded");

        assertThatCode(() -> SettingsSources.load(Optional.empty(), environment, NOTHING))
                .doesNotThrowAnyException();
    }

    @Test
    void sayWhyAFileCannotBeRead() throws IOException {
        Path missing = directory.resolve("missing.properties");
        Path latin1 = directory.resolve("latin1.properties");
        Files.write(latin1, "gateway.name=Müller".getBytes(StandardCharsets.ISO_8859_1));
        Path broken = file("gateway.name=\\u12");

        assertThat(problemsOf(Optional.of(missing), NOTHING, NOTHING))
                .containsExactly(missing + ": cannot be read as a properties file: no such file");
        assertThat(problemsOf(Optional.of(latin1), NOTHING, NOTHING))
                .containsExactly(latin1 + ": cannot be read as a properties file: it is not UTF-8");
        assertThat(problemsOf(Optional.of(broken), NOTHING, NOTHING)).hasSize(1);
        assertThat(problemsOf(Optional.of(directory), NOTHING, NOTHING)).hasSize(1);
    }

    @Test
    void takeTheFileThatTheEnvironmentNames() {
        assertThat(SettingsSources.fileOf(Map.of("EVENTROUTER_CONFIG", "/etc/er.properties")))
                .contains(Path.of("/etc/er.properties"));
        assertThat(SettingsSources.fileOf(Map.of("EVENTROUTER_CONFIG", " "))).isEmpty();
        assertThatThrownBy(() -> SettingsSources.fileOf(Map.of("EVENTROUTER_CONFIG", "a\0b")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("EVENTROUTER_CONFIG");
    }

    static List<Setting<?>> catalogue() {
        return SettingCatalogue.all();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void takeEverySettingFromItsVariable(Setting<?> setting) {
        var environment = new HashMap<String, String>();
        environment.put(setting.environmentVariable(), "\0");

        boolean anyText = setting.kind().equals("text");
        if (anyText && isFree(setting)) {
            assertThatCode(() -> SettingsSources.load(Optional.empty(), environment, NOTHING))
                    .doesNotThrowAnyException();
        } else {
            assertThat(problemsOf(Optional.empty(), environment, NOTHING))
                    .singleElement()
                    .asString()
                    .startsWith(setting.name() + " = ")
                    .contains(setting.environmentVariable());
        }
    }

    /** Texts that may be anything, or that mean something else when they are blank. */
    private static boolean isFree(Setting<?> setting) {
        return List.of(
                        "gateway.name",
                        "router.state-dir",
                        "router.application-id",
                        "auth.issuer",
                        "auth.audience")
                .contains(setting.name());
    }

    private Path file(String... lines) throws IOException {
        Path file = directory.resolve("event-router.properties");
        return Files.write(file, List.of(lines));
    }

    private static List<String> problemsOf(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        var refused =
                catchThrowableOfType(
                        InvalidSettingsException.class,
                        () -> SettingsSources.load(file, environment, flags));
        assertThat(refused).isNotNull().hasMessageContaining(refused.problems().get(0));
        return refused.problems();
    }
}
