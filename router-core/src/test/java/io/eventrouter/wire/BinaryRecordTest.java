package io.eventrouter.wire;

import static io.eventrouter.wire.Records.binary;
import static io.eventrouter.wire.Records.bytes;
import static io.eventrouter.wire.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary-mode CloudEvents on a priority topic. */
class BinaryRecordTest {

    @Test
    void carriesEveryHeaderThroughInItsOrderAndAddsThePriority() {
        var record =
                binary().header("app", "checkout")
                        .header("ce_region", "eu")
                        .header("content-type", "application/json")
                        .value("{\"n\": 1.0}");

        Accepted accepted = record.accepted();

        assertThat(texts(accepted.headers()))
                .containsExactlyEntriesOf(
                        texts(record.header("ce_priority", "high").unread().headers()));
        assertThat(accepted.value()).isEqualTo(bytes("{\"n\": 1.0}"));
    }

    @Test
    void handsTheVeryPayloadOn() {
        byte[] payload = bytes("[1,\n 2]");

        Accepted accepted =
                binary().header("content-type", "application/json").value(payload).accepted();

        assertThat(accepted.value()).isSameAs(payload);
    }

    @Test
    void leavesHeadersOfOthersAlone() {
        byte[] notText = {(byte) 0xff, 0};

        Accepted accepted =
                binary().header("b3", notText)
                        .header("b3", "again")
                        .header("nothing", (byte[]) null)
                        .accepted();

        assertThat(accepted.headers().headers("b3")).hasSize(2);
        assertThat(accepted.headers().headers("b3").iterator().next().value()).isEqualTo(notText);
        assertThat(accepted.headers().lastHeader("nothing").value()).isNull();
    }

    @Test
    void givesHeadersThatCanBeAddedTo() {
        Accepted accepted = binary().accepted();

        accepted.headers().add("later", bytes("x"));

        assertThat(accepted.headers().lastHeader("later")).isNotNull();
    }

    @Test
    void takesThePlainChannelHeaderForTheExtension() {
        Accepted accepted =
                binary().without("ce_channel").header("channel", "orders.us").accepted();

        assertThat(texts(accepted.headers()))
                .containsEntry("channel", "orders.us")
                .containsEntry("ce_channel", "orders.us");
    }

    @Test
    void doesNotTakeTheKeyForTheChannel() {
        Rejected rejected = binary().without("ce_channel").key("orders.eu").rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.NO_CHANNEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ".a", "a b", "ä", "a.*", "orders\r\neu", "a/b"})
    void refusesAChannelThatIsNone(String channel) {
        Rejected rejected = binary().replacing("ce_channel", channel).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_CHANNEL);
        assertThat(rejected.detail()).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void agreesWithAPriorityThatIsItsTopics() {
        Accepted accepted = binary().header("ce_priority", "high").accepted();

        assertThat(texts(accepted.headers())).containsEntry("ce_priority", "high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"low", "HIGH", "", "urgent", "high "})
    void refusesAPriorityThatContradictsItsTopic(String priority) {
        Rejected rejected = binary().header("ce_priority", priority).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.PRIORITY_MISMATCH);
        assertThat(rejected.detail()).contains("high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_source", "ce_type"})
    void requiresWhatCloudEventsRequires(String header) {
        Rejected absent = binary().without(header).rejected();
        Rejected empty = binary().replacing(header, "").rejected();

        assertThat(absent.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(absent.detail()).contains(header.substring(3));
        assertThat(empty.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1", "1.0 ", "2.0", ""})
    void readsVersionOneOnly(String version) {
        Rejected rejected = binary().replacing("ce_specversion", version).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_id, a",
        "ce_channel, orders.eu",
        "ce_priority, high",
        "ce_region, eu",
        "content-type, application/json"
    })
    void refusesAnAttributeThatIsGivenTwice(String name, String text) {
        Rejected rejected = binary().header(name, text).header(name, text).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(rejected.detail()).contains(name).contains("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_Region",
                "ce_re-gion",
                "ce_",
                "ce_data",
                "ce_op",
                "ce_datacontenttype",
                "ce_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesANameThatNoAttributeCanHave(String name) {
        Rejected rejected = binary().header(name, "x").rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] latin1 = {'M', (byte) 0xfc, 'l', 'l'};

        Rejected extension = binary().header("ce_subject", latin1).rejected();
        Rejected contentType = binary().header("content-type", latin1).rejected();
        Rejected channel = binary().without("ce_channel").header("ce_channel", latin1).rejected();

        assertThat(extension.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(contentType.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(channel.reason()).isEqualTo(RejectReason.BAD_CHANNEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[31m", "\u007f", "\u0085", "\uffff", ""})
    void refusesControlCharactersAndNothing(String text) {
        Rejected rejected = binary().header("ce_subject", text).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void refusesAnAttributeWithoutAValue() {
        Rejected rejected = binary().header("ce_subject", (byte[]) null).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void takesTextOfAnyLanguage() {
        Accepted accepted = binary().header("ce_subject", "Mül 楽 🎉").accepted();

        assertThat(texts(accepted.headers())).containsEntry("ce_subject", "Mül 楽 🎉");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_time", "ce_expirytime"})
    void requiresTimesOfRfc3339(String header) {
        Rejected rejected = binary().header(header, "2026-11-24 08:30").rejected();
        Accepted accepted = binary().header(header, "2026-11-24T08:30:00+01:00").accepted();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(texts(accepted.headers())).containsEntry(header, "2026-11-24T08:30:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my service", "http://[bad", ":x", "%zz"})
    void requiresASourceThatIsAUriReference(String source) {
        Rejected rejected = binary().replacing("ce_source", source).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void boundsIdAndSourceAsAnEventDoes() {
        Accepted accepted = binary().replacing("ce_id", "ä".repeat(1024)).accepted();
        Rejected rejected = binary().replacing("ce_id", "a".repeat(1025)).rejected();

        assertThat(accepted).isNotNull();
        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void boundsTheNumberOfAttributes() {
        var record = binary();
        for (int i = 0; i < 60; i++) record.header("ce_x" + i, "x");

        Rejected rejected = record.rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(rejected.detail()).contains("64");
    }

    @Test
    void leavesAPositionOut() {
        Accepted accepted = binary().header("ce_position", "0:1").header("b", "x").accepted();

        assertThat(texts(accepted.headers())).doesNotContainKey("ce_position").containsKey("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}|application/json",
                "12|application/json",
                "hello|text/plain;charset=utf-8",
                "{a: 1}|text/plain;charset=utf-8",
                "''|text/plain;charset=utf-8"
            })
    void namesTheContentTypeThatIsMissing(String value, String contentType) {
        Accepted accepted = binary().value(value).accepted();

        assertThat(texts(accepted.headers())).containsEntry("content-type", contentType);
    }

    @Test
    void namesNoContentTypeWithoutData() {
        Accepted accepted = binary().accepted();

        assertThat(accepted.value()).isNull();
        assertThat(texts(accepted.headers())).doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/json",
                "application/vnd.shop+json;v=1",
                "A/B+JSON"
            })
    void refusesDataThatIsNotTheJsonItsContentTypeSays(String contentType) {
        Rejected rejected =
                binary().header("content-type", contentType).value("{\"secret\":").rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_DATA);
        assertThat(rejected.detail()).doesNotContain("secret");
    }

    @Test
    void refusesJsonInAnotherCharset() {
        Rejected rejected =
                binary().header("content-type", "application/json; charset=\"UTF-16\"")
                        .value("{}")
                        .rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_DATA);
    }

    @Test
    void countsHeadersAndDataButNotTheKey() {
        long headers = RecordSize.of(binary().unread().headers().toArray(), null);
        int room = (int) (Records.MAX_EVENT_BYTES - headers);

        Accepted accepted = binary().key("k".repeat(100)).value(new byte[room]).accepted();
        Rejected rejected = binary().value(new byte[room + 1]).rejected();

        assertThat(accepted.value()).hasSize(room);
        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void refusesAHeaderThatIsTooLarge() {
        Rejected rejected = binary().header("huge", new byte[Records.MAX_EVENT_BYTES]).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void refusesAKeyThatIsTooLarge() {
        Rejected rejected = binary().key("k".repeat(10 << 10)).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(rejected.detail()).contains("key");
    }

    /** Kafka frames each header, which {@code event.max-bytes} does not count. */
    @Test
    void refusesSoManyHeadersThatTheRoutedTopicMightNotTakeThem() {
        int maxEventBytes = 256 << 10;
        var reader = new PriorityRecordReader(maxEventBytes);
        var most = binary().key(new byte[PriorityRecordReader.MAX_KEY_BYTES]);
        while (most.headerCount() < PriorityRecordReader.MAX_HEADERS)
            most.header("h", new byte[200]);
        var accepted = (Accepted) most.read(reader);
        var oneMore = (Rejected) most.header("h", (byte[]) null).read(reader);

        int kafkas =
                AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        CompressionType.NONE,
                        new byte[PriorityRecordReader.MAX_KEY_BYTES],
                        accepted.value(),
                        accepted.headers().toArray());

        long counted = RecordSize.of(accepted.headers().toArray(), accepted.value());
        assertThat(kafkas - counted).isLessThan(16 << 10);
        assertThat(oneMore.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(oneMore.detail()).isEqualTo("1001 headers: at most 1000");
    }
}
