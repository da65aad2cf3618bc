package io.eventrouter.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.Prepared.Blocked;
import io.eventrouter.letters.Prepared.Obstacle;
import io.eventrouter.letters.Prepared.Ready;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final TopicNames TOPICS = new TopicNames("events", Priorities.standard());
    private static final Position AT = new Position(2, 17);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String[] CLOUD_EVENT = {
        "ce_specversion", "1.0", "ce_id", "a1", "ce_source", "/shop", "ce_type", "t"
    };

    @Test
    void sendsALetterToTheTopicAndPartitionItCameFromAtTheTimeOfTheReplay() {
        Ready ready = (Ready) prepare(letter("high", "orders.eu"), to(null, null));

        assertThat(ready.record().topic()).isEqualTo("events.high");
        assertThat(ready.record().partition()).isEqualTo(1);
        assertThat(ready.record().timestamp()).isNull();
        assertThat(ready.level().name()).isEqualTo("high");
        assertThat(ready.channel()).contains(new Channel("orders.eu"));
    }

    @Test
    void keepsKeyValueSourceAndIdAndOfTheRoutersHeadersOnlyWhereItWasReplayedFrom() {
        Letter letter = letter("high", "key", CLOUD_EVENT);

        Ready ready = (Ready) prepare(letter, to("orders.eu", null));

        assertThat(ready.record().key()).asString().isEqualTo("key");
        assertThat(ready.record().value()).asString().isEqualTo("{}");
        assertThat(text(ready.record().headers(), "ce_id")).isEqualTo("a1");
        assertThat(text(ready.record().headers(), "ce_source")).isEqualTo("/shop");
        assertThat(text(ready.record().headers(), RouterHeaders.REPLAYED_FROM)).isEqualTo("2:17");
        assertThat(ready.record().headers().lastHeader(RouterHeaders.REASON)).isNull();
    }

    @Test
    void tellsTheChannelThatTheRouterWillReadWhereverTheRecordHasIt() {
        Letter letter = letter("high", "key", CLOUD_EVENT);

        Ready ready = (Ready) prepare(letter, to("orders.mended", "low"));

        assertThat(ready.channel()).contains(new Channel("orders.mended"));
        assertThat(ready.level().name()).isEqualTo("low");
        assertThat(ready.record().topic()).isEqualTo("events.low");
    }

    @Test
    void letsTheKeyDecideWhereThePartitionOfTheSourceIsNoneOfTheTopic() {
        Letter letter = letter("high", "orders.eu");

        Ready ready = (Ready) preparation(to(null, null), 1, Map.of()).prepare(letter);

        assertThat(ready.record().partition()).isNull();
    }

    @Test
    void leavesWhatWasReplayedBefore() {
        var before = Map.of(AT, "events.high:1:9");

        Blocked blocked =
                (Blocked)
                        preparation(to(null, null), 4, before).prepare(letter("high", "orders.eu"));

        assertThat(blocked.obstacle()).isEqualTo(Obstacle.REPLAYED);
        assertThat(blocked.why()).isEqualTo("was replayed before, to events.high:1:9");
    }

    @Test
    void leavesWhatTheRouterWouldNotTakeAndSaysWhy() {
        Blocked blocked = (Blocked) prepare(letter("high", "not one!"), to(null, null));

        assertThat(blocked.obstacle()).isEqualTo(Obstacle.DEAD_AGAIN);
        assertThat(blocked.why()).startsWith("would be a dead letter again: bad-channel, ");
    }

    @Test
    void leavesWhatHasExpired() {
        Letter letter =
                letter("high", "orders.eu", "ce_expirytime", NOW.minusSeconds(1).toString());

        assertThat(((Blocked) prepare(letter, to(null, null))).obstacle())
                .isEqualTo(Obstacle.EXPIRED);
    }

    @Test
    void leavesAPartOfARecordAndSaysWhereAllOfItIs() {
        Letter letter = letter("high", "orders.eu", RouterHeaders.OMITTED, "value");

        Blocked blocked = (Blocked) prepare(letter, to(null, null));

        assertThat(blocked.obstacle()).isEqualTo(Obstacle.PARTIAL);
        assertThat(blocked.why()).contains("events.high:1:40");
    }

    @Test
    void leavesWhatCameFromNoLevelUnlessOneIsNamed() {
        Letter letter = letter("nowhere", "orders.eu");

        assertThat(((Blocked) prepare(letter, to(null, null))).obstacle())
                .isEqualTo(Obstacle.NO_LEVEL);
        assertThat(prepare(letter, to(null, "low"))).isInstanceOf(Ready.class);
    }

    private static ReplayOrder to(String channel, String level) {
        Optional<Priority> priority = Optional.ofNullable(level).map(TOPICS.priorities()::require);
        var edits = HeaderEdits.NONE.withChannel(Optional.ofNullable(channel).map(Channel::new));
        return new ReplayOrder(priority, edits, false, false);
    }

    private static Prepared prepare(Letter letter, ReplayOrder order) {
        return preparation(order, 4, Map.of()).prepare(letter);
    }

    private static Preparation preparation(
            ReplayOrder order, int partitions, Map<Position, String> replayed) {
        return new Preparation(
                order,
                TOPICS,
                new PriorityRecordReader(1_000),
                topic -> partitions,
                Position::toString,
                replayed,
                NOW::toEpochMilli);
    }

    /** Of a record that was at partition 1, offset 40 of that level's topic. */
    private static Letter letter(String level, String key, String... more) {
        var headers = new RecordHeaders();
        for (int i = 0; i < more.length; i += 2) headers.add(more[i], bytes(more[i + 1]));
        headers.add(RouterHeaders.REASON, bytes("bad-channel"));
        headers.add(RouterHeaders.SOURCE_TOPIC, bytes("events." + level));
        headers.add(RouterHeaders.SOURCE_PARTITION, bytes("1"));
        headers.add(RouterHeaders.SOURCE_OFFSET, bytes("40"));
        headers.add(RouterHeaders.SOURCE_TIMESTAMP, bytes("1700000000000"));
        var record =
                new ConsumerRecord<>(
                        TOPICS.deadLetter(),
                        AT.partition(),
                        AT.offset(),
                        1_700_000_000_000L,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        bytes(key),
                        bytes("{}"),
                        headers,
                        Optional.empty());
        return (Letter) LetterEntry.read(record);
    }

    private static String text(Headers headers, String name) {
        return LetterRecords.text(headers, name).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
