package io.eventrouter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.cli.publish.FakeKafka;
import io.eventrouter.event.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PublishCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeKafka kafka = new FakeKafka();
    private final List<Collection<String>> opened = new ArrayList<>();
    private String standardInput = "";

    @TempDir private Path directory;

    @Test
    void publishesOneEventAndPrintsWhereKafkaHasIt() {
        CliRun run =
                publish(
                        "--channel",
                        "orders.eu",
                        "--priority",
                        "critical",
                        "--id",
                        "a1",
                        "{\"n\":1}");

        assertThat(run).isEqualTo(new CliRun(0, "a1  events.critical:3:0\n", ""));
        assertThat(kafka.published()).singleElement().extracting(Event::key).isEqualTo("orders.eu");
        assertThat(opened).containsExactly(List.of("events.critical"));
        assertThat(kafka.isClosed()).isTrue();
    }

    @Test
    void printsAnAcknowledgementAsJson() throws IOException {
        CliRun run = publish("-c", "a", "--json", "hello");

        JsonNode object = MAPPER.readTree(run.out());
        assertThat(object.path("topic").textValue()).isEqualTo("events.normal");
        assertThat(object.path("id").textValue()).isEqualTo(kafka.published().get(0).id().id());
    }

    @Test
    void takesDataThatBeginsWithAnAtSignOrHasQuotesForWhatItIs() {
        publish("-c", "a", "@nobody");
        publish("-c", "a", "\"quoted\"");

        assertThat(kafka.published())
                .extracting(e -> new String(e.data(), UTF_8))
                .containsExactly("@nobody", "\"quoted\"");
    }

    @Test
    void publishesTheLinesOfAFileAndSumsUp() throws IOException {
        Path file = Files.writeString(directory.resolve("lines"), "{\"n\":1}\n\n{\"n\":2}\n");

        CliRun run = publish("-c", "a", "--file", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("2 events acknowledged in ").contains("normal 2");
        assertThat(run.err()).isEmpty();
        assertThat(opened.get(0)).hasSize(4);
    }

    @Test
    void publishesLinesFromStandardInput() {
        standardInput = "1\n2\n3\n";

        CliRun run = publish("-c", "a", "-");

        assertThat(run.code()).isZero();
        assertThat(kafka.published()).hasSize(3);
    }

    @Test
    void printsEachAcknowledgementOfABulkAsJsonAndTheSummaryElsewhere() throws IOException {
        standardInput = "1\n2\n";

        CliRun run = publish("-c", "a", "--json", "-");

        assertThat(run.outLines()).hasSize(2);
        assertThat(MAPPER.readTree(run.outLines().get(1)).path("line").intValue()).isEqualTo(2);
        assertThat(run.err()).startsWith("2 events acknowledged");
    }

    @Test
    void namesTheLineThatFailedAndHowManyWereAcknowledged() {
        standardInput = "1\n2\n{\"a\":}\n4\n";

        CliRun run = publish("-c", "a", "-");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().startsWith("line 3: not valid JSON");
        assertThat(run.out()).startsWith("2 events acknowledged").contains("; 1 failed");
    }

    @Test
    void goesOnAfterFailuresWhenItIsToldTo() {
        standardInput = "1\noops\n3\nhm\n5\n";

        CliRun run = publish("-c", "a", "--keep-going", "-");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.out()).startsWith("3 events acknowledged").endsWith("; 2 failed\n");
    }

    @Test
    void saysThatKafkaDidNotAcknowledge() {
        kafka.failing(event -> true);

        CliRun run = publish("-c", "a", "hello");

        assertThat(run).isEqualTo(new CliRun(1, "", "publish: not acknowledged: no leader\n"));
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        CliRun run = publish("-c", "a", "--file", directory.resolve("none").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("there is no file");
        assertThat(opened).isEmpty();
    }

    @Test
    void saysThatAFileIsADirectory() {
        CliRun run = publish("-c", "a", "--file", directory.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().endsWith("is a directory");
    }

    @Test
    void saysThatStandardInputIsEmpty() {
        CliRun run = publish("-c", "a", "-");

        assertThat(run)
                .isEqualTo(
                        new CliRun(
                                1, "", "publish: nothing to publish: standard input is empty\n"));
    }

    static List<Arguments> badCommandLines() {
        return List.of(
                Arguments.of("nothing to publish", List.of("-c", "a")),
                Arguments.of("not both", List.of("-c", "a", "--file", "f", "x")),
                Arguments.of("no channel", List.of("x")),
                Arguments.of("is not a channel", List.of("-c", "a..b", "x")),
                Arguments.of("is not a level here", List.of("-c", "a", "-p", "urgent", "x")),
                Arguments.of("more than 0", List.of("-c", "a", "--ttl", "0s", "x")),
                Arguments.of("a duration such as", List.of("-c", "a", "--ttl", "soon", "x")),
                Arguments.of("--key: ", List.of("-c", "a", "--key", "a\r\nb", "x")),
                Arguments.of("--key: ", List.of("-c", "a", "--key", "k".repeat(10_241), "x")),
                Arguments.of("--source: ", List.of("-c", "a", "--source", "not a uri", "x")),
                Arguments.of("--type: ", List.of("-c", "a", "--type", "", "x")),
                Arguments.of("--id is for one event", List.of("-c", "a", "--id", "1", "-")),
                Arguments.of(
                        "leave it out for whole CloudEvents",
                        List.of("-c", "a", "--content-type", "application/cloudevents+json", "x")),
                Arguments.of(
                        "not valid JSON",
                        List.of("-c", "a", "--content-type", "application/json", "{")),
                Arguments.of("LC_ALL=C.UTF-8", List.of("-c", "a", "gr\ufffd\ufffdn")),
                Arguments.of("Unknown option", List.of("-c", "a", "--prio", "x")));
    }

    @ParameterizedTest
    @MethodSource("badCommandLines")
    void refusesACommandLineInOneLineBeforeItOpensAnything(String message, List<String> arguments) {
        CliRun run = publish(arguments.toArray(String[]::new));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("publish: ")
                .contains(message)
                .endsWith("(see publish --help)");
        assertThat(opened).isEmpty();
    }

    @Test
    void escapesControlCharactersInWhatItComplainsOf() {
        CliRun run = publish("-c", "a", "--\u001b[2Jx\ny");

        assertThat(run.errLines()).singleElement().asString().contains("\\u001b[2Jx\\ny");
    }

    @Test
    void reportsEveryInvalidSettingOnALineOfItsOwn() {
        CliRun run = publish("-c", "a", "--set", "gateway.port=x", "--set", "no.such=1", "hello");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(2).allMatch(line -> line.startsWith("publish: "));
    }

    @Test
    void publishesToTheLevelsAndTopicsThatTheSettingsName() {
        CliRun run =
                publish(
                        "-c",
                        "a",
                        "-p",
                        "now",
                        "--id",
                        "1",
                        "--set",
                        "levels=now:express,later:1",
                        "--set",
                        "topics.prefix=staging",
                        "x");

        assertThat(run.code()).isZero();
        assertThat(opened).containsExactly(List.of("staging.now"));
    }

    private CliRun publish(String... arguments) {
        var command =
                new PublishCommand(
                        (settings, topics) -> {
                            opened.add(topics);
                            return kafka;
                        },
                        new ByteArrayInputStream(standardInput.getBytes(UTF_8)));
        return CliRun.of(command, arguments);
    }
}
