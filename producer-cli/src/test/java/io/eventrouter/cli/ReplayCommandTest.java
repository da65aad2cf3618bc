package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.letters.EventBoxes;
import io.eventrouter.cli.letters.FakeLetters;
import io.eventrouter.cli.records.FakeTopics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayCommandTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final FakeTopics topics = new FakeTopics();
    private final FakeLetters kafka = new FakeLetters();
    private String answer;

    @BeforeEach
    void storeSomeEvents() {
        routed("a1", "orders.eu", "high", "1:40", 0);
        routed("a2", "orders.us", "low", "0:41", 1);
        routed("a3", "chat.1", "low", "1:42", 2);
    }

    @Test
    void publishesARangeAgainAsItWas() {
        CliRun run = replay("0:0-1", "--yes");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).containsExactly("0:0  events.high:1:0", "0:1  events.low:0:1");
        ProducerRecord<byte[], byte[]> first = kafka.replayed().get(0);
        assertThat(FakeLetters.header(first, "ce_id")).isEqualTo("a1");
        assertThat(FakeLetters.header(first, "ce_channel")).isEqualTo("orders.eu");
        assertThat(FakeLetters.header(first, "er_replayed_from")).isEqualTo("events.routed:0:0");
        assertThat(FakeLetters.header(first, "er_source")).isNull();
        assertThat(new String(first.key(), StandardCharsets.UTF_8)).isEqualTo("orders.eu");
        assertThat(first.timestamp()).isNull();
        assertThat(kafka.stored()).isZero();
    }

    @Test
    void choosesByTimeIdChannelAndLevel() {
        assertThat(ids("--since", "2026-01-31T12:00:01Z")).containsExactly("a2", "a3");
        assertThat(ids("--until", "2026-01-31T12:00:01Z")).containsExactly("a1");
        assertThat(ids("--id", "a1", "--id", "a3")).containsExactly("a1", "a3");
        assertThat(ids("--of-channel", "orders.*")).containsExactly("a1", "a2");
        assertThat(ids("--level", "low", "--of-channel", "orders.*")).containsExactly("a2");
    }

    @Test
    void publishesToAnotherChannelAndLevel() {
        replay("--id", "a1", "--channel", "orders.again", "--to", "critical", "--yes");

        ProducerRecord<byte[], byte[]> only = kafka.replayed().get(0);
        assertThat(only.topic()).isEqualTo("events.critical");
        assertThat(FakeLetters.header(only, "ce_channel")).isEqualTo("orders.again");
        assertThat(FakeLetters.header(only, "ce_priority")).isEqualTo("critical");
    }

    @Test
    void takesEventsOfALevelsTopicToo() {
        topics.record("events.normal", 1, START, "orders.eu", "{}");

        CliRun run = replay("--in", "normal", "1:0", "--yes", "--json");

        assertThat(run.out())
                .isEqualTo("{\"event\":\"1:0\",\"replayedTo\":\"events.normal:1:0\"}\n");
    }

    @Test
    void onlySaysWhatItWouldDoWhenThatIsAsked() {
        CliRun run = replay("--of-channel", "orders.*", "--dry-run");

        assertThat(run)
                .isEqualTo(
                        new CliRun(
                                0,
                                "",
                                "would replay 2 events: 1 to events.high, 1 to events.low\n"));
        assertThat(kafka.replayed()).isEmpty();
    }

    @Test
    void asksBeforeItDoesAnything() {
        answer = "n";
        CliRun no = replay("0:0");
        answer = null;
        CliRun nobody = replay("0:0");

        assertThat(no.code()).isEqualTo(1);
        assertThat(no.err()).contains("Replay 1 event: 1 to events.high? [y/N]");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(kafka.replayed()).isEmpty();
    }

    @Test
    void leavesWhatHasExpiredUnlessItIsMended() {
        topics.record(
                "events.routed",
                1,
                START,
                "a",
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                "old",
                "ce_source",
                "/s",
                "ce_type",
                "t",
                "ce_channel",
                "a",
                "ce_priority",
                "low",
                "ce_expirytime",
                "2026-01-01T00:00:00Z",
                "content-type",
                "application/json");

        CliRun stays = replay("1:0", "--yes");
        CliRun goes = replay("1:0", "--without-header", "ce_expirytime", "--yes");

        assertThat(stays.code()).isEqualTo(1);
        assertThat(stays.err()).contains("1:0 has expired");
        assertThat(goes.code()).isZero();
    }

    @Test
    void wantsToBeToldWhich() {
        for (CliRun run :
                List.of(
                        replay("--yes"),
                        replay("--in", "urgent", "0:0"),
                        replay("0:0", "--since", "soon"),
                        replay("0:0", "--of-channel", "a..b"),
                        replay("0-3"))) assertThat(run.code()).isEqualTo(2);
        assertThat(replay("0:9", "--yes").err())
                .contains("there is no event at 0:9: partition 0 holds 0:0-2");
    }

    private List<String> ids(String... arguments) {
        kafka.replayed().clear();
        var all = new java.util.ArrayList<String>(List.of(arguments));
        all.add("--yes");
        replay(all.toArray(String[]::new));
        return kafka.replayed().stream().map(r -> FakeLetters.header(r, "ce_id")).toList();
    }

    private void routed(String id, String channel, String level, String from, int seconds) {
        topics.record(
                "events.routed",
                0,
                START.plusSeconds(seconds),
                channel,
                "{}",
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                "/s",
                "ce_type",
                "t",
                "ce_channel",
                channel,
                "ce_priority",
                level,
                "content-type",
                "application/json",
                "er_source",
                from);
    }

    private CliRun replay(String... arguments) {
        var input =
                new ByteArrayInputStream(String.valueOf(answer).getBytes(StandardCharsets.UTF_8));
        return CliRun.of(
                new ReplayCommand(
                        (settings, topic, names, wanted) ->
                                EventBoxes.open(topics, topic, names, wanted),
                        (settings, names) -> kafka.replaying(),
                        new Confirmation(input, answer != null)),
                arguments);
    }
}
