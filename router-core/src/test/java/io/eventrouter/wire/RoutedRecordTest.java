package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bare;
import static io.eventrouter.wire.Records.binary;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutedRecordTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsWhatRoutingNeeds() {
        var record =
                binary().header("ce_expirytime", "2026-11-24T08:30:00Z")
                        .header("ce_collapsekey", "Müller")
                        .routed();

        RoutedRecord routed = RoutedRecord.read(record, PRIORITIES).orElseThrow();

        assertThat(routed.position()).isEqualTo(new Position(3, 18_446));
        assertThat(routed.priority()).isEqualTo(Records.HIGH);
        assertThat(routed.channel()).isEqualTo(new Channel("orders.eu"));
        assertThat(routed.publishedMillis()).isEqualTo(Records.PUBLISHED_MILLIS);
        assertThat(routed.expiryMillis())
                .isEqualTo(Instant.parse("2026-11-24T08:30:00Z").toEpochMilli());
        assertThat(routed.collapseKey()).isEqualTo("Müller");
        assertThat(routed.record()).isSameAs(record);
    }

    @Test
    void knowsNoExpiryAndNoCollapseKeyWhereThereIsNone() {
        RoutedRecord routed = RoutedRecord.read(binary().routed(), PRIORITIES).orElseThrow();

        assertThat(routed.expiryMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(routed.collapseKey()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_id, ''",
        "ce_channel, a b",
        "ce_priority, urgent",
        "ce_expirytime, soon"
    })
    void isEmptyForARecordThatTheMergeDidNotWrite(String name, String text) {
        var record =
                binary().header("ce_priority", "high")
                        .header("ce_expirytime", "2026-11-24T08:30:00Z")
                        .replacing(name, text)
                        .unread();

        assertThat(RoutedRecord.read(record, PRIORITIES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_channel",
                "ce_priority"
            })
    void isEmptyForARecordThatLacksAnAttribute(String name) {
        var record = binary().header("ce_priority", "high").without(name).unread();

        assertThat(RoutedRecord.read(record, PRIORITIES)).isEmpty();
    }

    @Test
    void writesAnEventMessageWithTheDataAsItIs() {
        String json =
                binary().header("ce_time", "2026-11-24T08:30:00Z")
                        .header("content-type", "application/json")
                        .header("ce_region", "eu")
                        .header("app", "checkout")
                        .value("{\"n\": 1.0,\n\"a\":[]}")
                        .json();

        assertThat(json)
                .isEqualTo(
                        "{\"specversion\":\"1.0\",\"id\":\"a-1\",\"source\":\"/orders\","
                                + "\"type\":\"order.created\",\"channel\":\"orders.eu\","
                                + "\"priority\":\"high\",\"position\":\"3:18446\","
                                + "\"time\":\"2026-11-24T08:30:00Z\",\"region\":\"eu\","
                                + "\"datacontenttype\":\"application/json\","
                                + "\"data\":{\"n\": 1.0,\n\"a\":[]}}");
    }

    @Test
    void writesTextAsAJsonString() throws Exception {
        String text = "\"quoted\" \\ \b\f\n\r\t\u0000\u001f\u007f\u2028 ä 楽 🎉";

        JsonNode event = JSON.readTree(bare().key("a").value(text).json());

        assertThat(event.get("data").textValue()).isEqualTo(text);
        assertThat(event.get("datacontenttype").textValue()).isEqualTo("text/plain;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/octet-stream", "image/png", "text/plain; charset=iso-8859-1"})
    void writesAnythingElseAsBase64(String contentType) throws Exception {
        byte[] data = {0, 1, (byte) 0xff};

        JsonNode event =
                JSON.readTree(binary().header("content-type", contentType).value(data).json());

        assertThat(event.get("data_base64").binaryValue()).isEqualTo(data);
        assertThat(event.has("data")).isFalse();
    }

    @Test
    void writesTextThatIsNotUtf8AsBase64() throws Exception {
        byte[] data = {'M', (byte) 0xfc};

        JsonNode event =
                JSON.readTree(binary().header("content-type", "text/plain").value(data).json());

        assertThat(event.get("data_base64").binaryValue()).isEqualTo(data);
    }

    @Test
    void writesNoDataWhereThereIsNone() throws Exception {
        JsonNode event = JSON.readTree(binary().json());

        assertThat(event.has("data")).isFalse();
        assertThat(event.has("data_base64")).isFalse();
        assertThat(event.has("datacontenttype")).isFalse();
    }

    @Test
    void writesTheTraceOfTheEventElseThatOfTheRecord() throws Exception {
        JsonNode ofRecord =
                JSON.readTree(
                        binary().header("traceparent", TRACE).header("tracestate", "v=1").json());
        JsonNode ofEvent =
                JSON.readTree(
                        binary().header("ce_traceparent", TRACE).header("traceparent", "x").json());

        assertThat(ofRecord.get("traceparent").textValue()).isEqualTo(TRACE);
        assertThat(ofRecord.get("tracestate").textValue()).isEqualTo("v=1");
        assertThat(ofEvent.get("traceparent").textValue()).isEqualTo(TRACE);
    }

    @Test
    void isReadWithAsManyAttributesAsAnEventMayHaveAndThoseThatRoutingAdds() throws Exception {
        var record = binary().header("traceparent", TRACE);
        int given = 5; // specversion, id, source, type, channel
        for (int i = given; i < RecordAttributes.MOST_ATTRIBUTES; i++)
            record.header("ce_x" + i, "x");

        JsonNode event = JSON.readTree(record.json());

        assertThat(event.get("x63").textValue()).isEqualTo("x");
        assertThat(event.get("priority").textValue()).isEqualTo("high");
    }

    @Test
    void staysJsonWhateverSomebodyElseWroteToTheRoutedTopic() throws Exception {
        var record =
                binary().header("ce_x\"}", "x").header("ce_b", new byte[] {(byte) 0xff}).unread();
        var routed =
                new RoutedRecord(
                        new Position(0, 0),
                        Records.HIGH,
                        new Channel("a"),
                        0,
                        Long.MAX_VALUE,
                        null,
                        record);

        JsonNode event = JSON.readTree(routed.toJson());

        assertThat(event.get("b").textValue()).isEqualTo("\ufffd");
        assertThat(RoutedRecord.read(record, PRIORITIES)).isEmpty();
    }
}
