package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Priorities;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RouterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterViewsTest {
    private static final LetterViews VIEWS =
            new LetterViews(new TopicNames("events", Priorities.standard()));

    @Test
    void showsWhyAndWhereFrom() {
        var letter =
                record(
                        1,
                        17,
                        1_000,
                        "{}",
                        RouterHeaders.REASON,
                        "bad-channel",
                        RouterHeaders.DETAIL,
                        "it has a blank",
                        RouterHeaders.SOURCE_TOPIC,
                        "events.high",
                        RouterHeaders.SOURCE_PARTITION,
                        "3",
                        RouterHeaders.SOURCE_OFFSET,
                        "120",
                        RouterHeaders.SOURCE_TIMESTAMP,
                        "900");

        LetterView view = VIEWS.newest(List.of(letter), 50).get(0);

        assertThat(view)
                .isEqualTo(
                        new LetterView(
                                "1:17",
                                1_000,
                                "bad-channel",
                                "it has a blank",
                                "events.high:3:120",
                                "key",
                                2,
                                "{}",
                                "key",
                                "high",
                                false,
                                null));
    }

    @Test
    void marksALetterThatWasReplayedAndShowsNoReceipt() {
        var letter = record(0, 4, 1_000, "{}", RouterHeaders.REASON, "too-large");
        var receipt =
                record(
                        0,
                        5,
                        2_000,
                        "",
                        RouterHeaders.REPLAYED_FROM,
                        "0:4",
                        RouterHeaders.REPLAYED_TO,
                        "events.high:1:9");

        List<LetterView> letters = VIEWS.newest(List.of(letter, receipt), 50);

        assertThat(letters)
                .singleElement()
                .extracting(LetterView::replayedTo)
                .isEqualTo("events.high:1:9");
    }

    @Test
    void saysWhatItAsksForAndWhetherAPartWasLeftOut() {
        var letter =
                record(
                        0,
                        4,
                        1_000,
                        "",
                        RouterHeaders.REASON,
                        "too-large",
                        RouterHeaders.OMITTED,
                        "value",
                        "ce_channel",
                        "orders.eu");

        LetterView view = VIEWS.newest(List.of(letter), 50).get(0);

        assertThat(view.channel()).isEqualTo("orders.eu");
        assertThat(view.level()).isEmpty();
        assertThat(view.partial()).isTrue();
    }

    @Test
    void givesTheNewestFirstAndNoMoreThanAreAskedFor() {
        List<ConsumerRecord<byte[], byte[]>> records =
                List.of(record(0, 1, 10, "a"), record(1, 1, 30, "b"), record(2, 1, 20, "c"));

        assertThat(VIEWS.newest(records, 2))
                .extracting(LetterView::preview)
                .containsExactly("b", "c");
    }

    @Test
    void takesAnyRecordForALetter() {
        var bare =
                new ConsumerRecord<byte[], byte[]>(
                        "t",
                        0,
                        0,
                        5,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        null,
                        null,
                        noHeaders(),
                        Optional.empty());

        LetterView view = VIEWS.newest(List.of(bare), 50).get(0);

        assertThat(view.reason()).isEqualTo("unknown");
        assertThat(view.source()).isEmpty();
        assertThat(view.preview()).isEmpty();
    }

    private static RecordHeaders noHeaders() {
        return new RecordHeaders();
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, long at, String value, String... headers) {
        var all = noHeaders();
        for (int i = 0; i < headers.length; i += 2) all.add(headers[i], bytes(headers[i + 1]));
        return new ConsumerRecord<>(
                "t",
                partition,
                offset,
                at,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes("key"),
                bytes(value),
                all,
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
