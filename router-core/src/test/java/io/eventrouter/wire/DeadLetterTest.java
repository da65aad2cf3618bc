package io.eventrouter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final int ROOM = 20_000;

    @Test
    void keepsTheRecordAndSaysWhyAndWhereFrom() {
        var headers = new RecordHeaders();
        headers.add("own", new byte[] {1});
        var letter = letter(new SourceRecord("t", 3, 12, headers, bytes(4), bytes(9)));

        assertThat(letter.key()).hasSize(4);
        assertThat(letter.value()).hasSize(9);
        assertThat(letter.headers().lastHeader("own").value()).containsExactly(1);
        assertThat(text(letter, RouterHeaders.REASON)).isEqualTo("bad-data");
        assertThat(text(letter, RouterHeaders.DETAIL)).isEqualTo("why");
        assertThat(text(letter, RouterHeaders.SOURCE_TOPIC)).isEqualTo("t");
        assertThat(text(letter, RouterHeaders.SOURCE_PARTITION)).isEqualTo("3");
        assertThat(text(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("12");
        assertThat(text(letter, RouterHeaders.SOURCE_TIMESTAMP)).isEqualTo("77");
        assertThat(letter.headers().lastHeader(RouterHeaders.OMITTED)).isNull();
    }

    @Test
    void leavesTheRecordItselfAsItIs() {
        var headers = new RecordHeaders();

        letter(new SourceRecord("t", 3, 12, headers, null, null));

        assertThat(headers).isEmpty();
    }

    @Test
    void leavesOutAValueThatIsTooMuch() {
        var letter =
                letter(new SourceRecord("t", 0, 0, new RecordHeaders(), bytes(4), bytes(ROOM)));

        assertThat(letter.value()).isNull();
        assertThat(letter.key()).hasSize(4);
        assertThat(text(letter, RouterHeaders.OMITTED)).isEqualTo("value");
    }

    @Test
    void leavesOutEverythingWhereKeyOrHeadersAreTooMuch() {
        var headers = new RecordHeaders();
        headers.add("huge", new byte[ROOM]);

        var letter = letter(new SourceRecord("t", 0, 0, headers, bytes(4), bytes(5)));

        assertThat(letter.value()).isNull();
        assertThat(letter.key()).isNull();
        assertThat(letter.headers().lastHeader("huge")).isNull();
        assertThat(text(letter, RouterHeaders.OMITTED)).isEqualTo("key,headers,value");
        assertThat(text(letter, RouterHeaders.SOURCE_TOPIC)).isEqualTo("t");
    }

    @Test
    void canBeStrippedOnce() {
        var letter = letter(new SourceRecord("t", 0, 0, new RecordHeaders(), bytes(4), bytes(5)));
        assertThat(DeadLetter.isStripped(letter.headers())).isFalse();

        var stripped = DeadLetter.stripped(letter.headers());

        assertThat(DeadLetter.isStripped(stripped.headers())).isTrue();
        assertThat(text(stripped, RouterHeaders.REASON)).isEqualTo("bad-data");
    }

    /** By Kafka's own estimate of the batch that the letter is sent in. */
    @Property(tries = 300)
    void neverTakesMoreThanItsTopicDoes(
            @ForAll @IntRange(min = 0, max = 30_000) int key,
            @ForAll @IntRange(min = 0, max = 30_000) int value,
            @ForAll @IntRange(min = 0, max = 30_000) int header,
            @ForAll @IntRange(min = 0, max = 50) int count) {
        var headers = new RecordHeaders();
        for (int i = 0; i < count; i++) headers.add("header-" + i, bytes(header / count));

        var letter = letter(new SourceRecord("t", 0, 0, headers, bytes(key), bytes(value)));

        int inKafka =
                AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.NONE,
                        letter.key(),
                        letter.value(),
                        letter.headers().toArray());
        assertThat(inKafka).isLessThanOrEqualTo(ROOM);
    }

    private static DeadLetter letter(SourceRecord record) {
        return DeadLetter.of(record, 77, RejectReason.BAD_DATA, "why", ROOM);
    }

    private static byte[] bytes(int count) {
        return new byte[count];
    }

    private static String text(DeadLetter letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
