package io.eventrouter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.cli.letters.FakeLetters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeadLettersCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A bell, a colour and a new line. */
    private static final String NASTY = "a\u0007b\u001b[31mc\nd";

    private final FakeLetters letters = new FakeLetters();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private String answer;

    @Test
    void listsLettersInATable() {
        letters.letter(0, "high", "no-channel", "x").letter(1, "low", "bad-data", "orders.eu");

        CliRun run = list();

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.outLines().get(0)).contains("POSITION", "REASON", "DETAIL");
        assertThat(run.outLines().get(2))
                .startsWith("1:0")
                .contains("low", "bad-data", "events.low:1:40", "orders.eu", "a detail");
    }

    @Test
    void listsLettersAsJson() throws IOException {
        letters.letter(0, "high", "no-channel", "x");

        JsonNode letter = MAPPER.readTree(list("--json").out());

        assertThat(letter.path("position").textValue()).isEqualTo("0:0");
        assertThat(letter.path("source").path("offset").longValue()).isEqualTo(40);
        assertThat(letter.has("value")).isFalse();
    }

    @Test
    void saysElsewhereThatThereAreNone() {
        assertThat(list()).isEqualTo(new CliRun(0, "", "no dead letters\n"));
        assertThat(list("--json").out()).isEmpty();
    }

    @Test
    void printsNoControlCharacterWhateverALetterHolds() {
        letters.letter(0, "high", "bad-channel", NASTY, NASTY, "h" + NASTY, NASTY);

        for (CliRun run :
                List.of(list(), list("--json"), show("0:0"), show("0:0", "--json"), replay("0:0")))
            assertThat((run.out() + run.err()).lines())
                    .isNotEmpty()
                    .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c != 0x7f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--since=yesterday",
                "--reason=bad",
                "--level=urgent",
                "--count=0",
                "--from=3",
                "--since=2026-13-01T00:00:00Z"
            })
    void refusesAFilterThatMakesNoSense(String flag) {
        CliRun run = list(flag);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains(flag.substring(0, 6));
    }

    @Test
    void showsAllOfALetter() {
        letters.letter(1, "high", "bad-data", "orders.eu", "{\"a\":\n1", "content-type", "x/json");

        CliRun run = show("1:0");

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .contains("position    1:0", "reason      bad-data", "key         orders.eu")
                .contains("source      events.high:1:40, published 2023-11-14T22:13:20Z")
                .contains("header      content-type = x/json", "value       7 bytes of text")
                .endsWith("{\"a\":", "1");
    }

    @Test
    void showsWhatIsNoTextInBase64() throws IOException {
        letters.letter(0, "high", "bad-data", "k", "ok", "odd", "text");

        assertThat(show("0:0").out()).contains("2 bytes of text");
        JsonNode json = MAPPER.readTree(show("0:0", "--json").out());
        assertThat(json.path("headers").get(0).path("value").textValue()).isEqualTo("text");
        assertThat(json.path("value").textValue()).isEqualTo("ok");
    }

    @Test
    void writesTheValueAsItIs() {
        letters.letter(0, "high", "bad-data", "k", NASTY);

        CliRun run = show("0:0", "--raw");

        assertThat(run).isEqualTo(new CliRun(0, "", ""));
        assertThat(raw.toString(UTF_8)).isEqualTo(NASTY);
    }

    @Test
    void saysThatThereIsNoSuchLetter() {
        letters.letter(0, "high", "bad-data", "k");

        assertThat(show("0:5").code()).isEqualTo(1);
        assertThat(show("0:5").errLines()).singleElement().asString().contains("holds 0:0");
        assertThat(replay("0:5", "--yes").errLines())
                .singleElement()
                .asString()
                .contains("no dead letter at 0:5");
        assertThat(show("5").code()).isEqualTo(2);
    }

    @Test
    void replaysALetterToWhereItCameFromAndSaysWhereItIs() {
        letters.letter(1, "high", "bad-channel", "not one!", "{}", "ce_x", "1", "er_old", "2");

        CliRun run = replay("1:0", "--channel", "orders.eu", "--yes");

        assertThat(run).isEqualTo(new CliRun(0, "1:0  events.high:1:0\n", ""));
        var record = letters.replayed().get(0);
        assertThat(record.topic()).isEqualTo("events.high");
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.timestamp()).isNull();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("not one!");
        assertThat(FakeLetters.header(record, "ce_channel")).isEqualTo("orders.eu");
        assertThat(FakeLetters.header(record, "ce_x")).isEqualTo("1");
        assertThat(record.headers())
                .extracting(h -> h.key())
                .filteredOn(name -> name.startsWith("er_"))
                .containsExactly("er_replayed_from");
        assertThat(FakeLetters.header(record, "er_replayed_from")).isEqualTo("1:0");
    }

    @Test
    void asksFirstAndDoesNothingUnlessTheAnswerIsYes() {
        letters.letter(0, "high", "no-channel", "a").letter(0, "low", "no-channel", "a");
        answer = "\n";

        CliRun run = replay("--reason", "no-channel");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Replay 2 dead letters: 1 to events.high, 1 to events.low? [y/N]")
                .contains("nothing was replayed");
        assertThat(letters.replayed()).isEmpty();
        assertThat(letters.stored()).isEqualTo(2);

        answer = "Yes\n";
        assertThat(replay("--reason", "no-channel").code()).isZero();
        assertThat(letters.replayed()).hasSize(2);
    }

    @Test
    void refusesToGoOnWhereNobodyCanBeAsked() {
        letters.letter(0, "high", "no-channel", "a");

        CliRun run = replay("0:0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("--yes");
        assertThat(letters.replayed()).isEmpty();
    }

    @Test
    void leavesAloneWhatWasReplayedBeforeUnlessToldOtherwise() {
        letters.letter(0, "high", "no-channel", "a").letter(0, "high", "no-channel", "b");
        assertThat(replay("0:0", "--yes").code()).isZero();

        CliRun second = replay("--all", "--yes");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .isEqualTo("0:0 was replayed before, to events.high:0:0 (--again)\n");
        assertThat(second.out()).startsWith("0:1  ");
        assertThat(list().out()).contains("[replayed to events.high:0:0] a detail");
        assertThat(show("0:0").out()).contains("replayed to events.high:0:0");
        assertThat(replay("0:0", "--yes", "--again").code()).isZero();
        assertThat(letters.replayed()).hasSize(3);
    }

    @Test
    void leavesAloneWhatWouldBeADeadLetterAgain() {
        letters.letter(0, "high", "bad-channel", "not one!").letter(0, "high", "no-channel", "a");

        CliRun run = replay("0:0-1", "--yes");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("0:0 would be a dead letter again: bad-channel, ");
        assertThat(letters.replayed()).hasSize(1);
        assertThat(replay("0:0", "--yes", "--force").code()).isZero();
    }

    @Test
    void givesARecordTheLevelThatItIsSentTo() {
        letters.letter(
                0,
                "high",
                "priority-mismatch",
                "a",
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                "1",
                "ce_source",
                "/s",
                "ce_type",
                "t",
                "ce_channel",
                "a",
                "ce_priority",
                "low");

        CliRun run = replay("0:0", "--to", "critical", "--yes");

        assertThat(run.code()).isZero();
        var record = letters.replayed().get(0);
        assertThat(record.topic()).isEqualTo("events.critical");
        assertThat(FakeLetters.header(record, "ce_priority")).isEqualTo("critical");
    }

    @Test
    void doesNotReplayAPartOfARecord() {
        letters.letter(0, "high", "too-large", "a", "{}", "er_omitted", "value");

        CliRun run = replay("0:0", "--yes", "--force");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("holds only a part").contains("events.high:0:40");
    }

    @Test
    void replaysALetterOnceWhereRangesOverlap() {
        for (int i = 0; i < 4; i++) letters.letter(0, "high", "no-channel", "a");

        CliRun run = replay("0:1", "0:0-2", "0:2-3", "--yes", "--json");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).hasSize(4);
        assertThat(run.outLines().get(0))
                .isEqualTo("{\"letter\":\"0:0\",\"replayedTo\":\"events.high:0:0\"}");
    }

    @Test
    void stopsAtAFailureAndSaysHowFarItCame() {
        for (int i = 0; i < 500; i++) letters.letter(0, "high", "no-channel", "a");
        letters.failing(r -> "0:250".equals(FakeLetters.header(r, "er_replayed_from")));

        CliRun run = replay("--all", "--yes");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("0:250 was not acknowledged: no leader; 399 of 500 replayed");
        assertThat(run.outLines()).hasSize(399);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0:0 --all",
                "0:0 --to urgent",
                "0:0 --channel no!",
                "x",
                "0:0 --header er_a=1"
            })
    void refusesAnOrderThatMakesNoSense(String arguments) {
        letters.letter(0, "high", "no-channel", "a");
        var all = new ArrayList<>(List.of(arguments.split(" ")));
        all.remove("");
        all.add("--yes");

        CliRun run = replay(all.toArray(String[]::new));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(letters.replayed()).isEmpty();
    }

    private CliRun list(String... arguments) {
        return CliRun.of(new DeadLettersListCommand((s, topic) -> letters.box()), arguments);
    }

    private CliRun show(String... arguments) {
        return CliRun.of(new DeadLettersShowCommand((s, topic) -> letters.box(), raw), arguments);
    }

    private CliRun replay(String... arguments) {
        byte[] typed = answer == null ? new byte[0] : answer.getBytes(UTF_8);
        return CliRun.of(
                new DeadLettersReplayCommand(
                        (s, topic) -> letters.box(),
                        (s, topics) -> letters.replaying(),
                        new Confirmation(new ByteArrayInputStream(typed), answer != null)),
                arguments);
    }
}
