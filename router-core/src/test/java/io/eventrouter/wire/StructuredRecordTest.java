package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bytes;
import static io.eventrouter.wire.Records.structured;
import static io.eventrouter.wire.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structured-mode CloudEvents on a priority topic. */
class StructuredRecordTest {
    private static final String START =
            "{\"specversion\":\"1.0\",\"id\":\"a-1\",\"source\":\"/orders\","
                    + "\"type\":\"order.created\",\"channel\":\"orders.eu\"";

    @Test
    void becomesABinaryOne() {
        Accepted accepted =
                structured(
                                START
                                        + ",\"subject\":\"Mül\",\"sequence\":7,\"test\":true,\"none\":null,\"data\":{}}")
                        .header("app", "checkout")
                        .accepted();

        assertThat(texts(accepted.headers()))
                .containsOnly(
                        entry("app", "checkout"),
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "a-1"),
                        entry("ce_source", "/orders"),
                        entry("ce_type", "order.created"),
                        entry("ce_channel", "orders.eu"),
                        entry("ce_subject", "Mül"),
                        entry("ce_sequence", "7"),
                        entry("ce_test", "true"),
                        entry("content-type", "application/json"),
                        entry("ce_priority", "high"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"b\" : 1.50,\n \"a\" : [ 1e2 , \"\\u00e4ö🎉\" ] }",
                "[]",
                "[ [ ] , { } ]",
                "\"text \\\" with \\\\ quotes\"",
                "\"\"",
                "-0.10",
                "12",
                "true",
                "null"
            })
    void cutsTheDataOutAsItIs(String data) {
        String between = START + " , \"data\" : " + data + " , \"subject\" : \"s\" }";
        String last = START + ",\"data\":" + data + "}";
        String first = "{\"data\":\t" + data + "\n," + START.substring(1) + "}";

        for (String json : new String[] {between, last, first})
            assertThat(structured(json).accepted().value()).isEqualTo(bytes(data));
    }

    @Test
    void unpacksBase64() {
        Accepted accepted =
                structured(
                                START
                                        + ",\"datacontenttype\":\"image/png\",\"data_base64\":\"iVBORw==\"}")
                        .accepted();

        assertThat(accepted.value()).isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertThat(texts(accepted.headers())).containsEntry("content-type", "image/png");
    }

    @Test
    void unpacksTextFromItsJsonString() {
        Accepted accepted =
                structured(
                                "{\"data\":\"a\\n\\\"b\\\"\",\"datacontenttype\":\"text/plain\","
                                        + START.substring(1)
                                        + "}")
                        .accepted();

        assertThat(accepted.value()).isEqualTo(bytes("a\n\"b\""));
        assertThat(texts(accepted.headers())).containsEntry("content-type", "text/plain");
    }

    @Test
    void mayHaveNoData() {
        Accepted accepted = structured(START + "}").accepted();

        assertThat(accepted.value()).isNull();
        assertThat(texts(accepted.headers())).doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Application/CloudEvents+JSON",
                "application/cloudevents+json;charset=utf-8",
                "application/cloudevents+json ; charset=\"UTF-8\""
            })
    void isKnownByItsContentType(String contentType) {
        Accepted accepted =
                structured(START + "}").replacing("content-type", contentType).accepted();

        assertThat(texts(accepted.headers())).containsEntry("ce_id", "a-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json; charset=iso-8859-1",
                "application/cloudevents-batch+json",
                "application/cloudevents+avro",
                "application/cloudevents"
            })
    void isRefusedInAFormatThatIsNotRead(String contentType) {
        Rejected rejected =
                structured(START + "}").replacing("content-type", contentType).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_STRUCTURED_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nothing",
                "{\"specversion\":\"1.0\"",
                "{\"hello\":\"world\"}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\"}"
            })
    void isRefusedWhenItIsNotAnEvent(String json) {
        Rejected rejected = structured(json).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_STRUCTURED_EVENT);
    }

    @Test
    void isRefusedWithoutAValue() {
        Rejected rejected = structured("x").value((byte[]) null).rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_STRUCTURED_EVENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"priority\":\"low\"}|PRIORITY_MISMATCH",
                ",\"expirytime\":\"soon\"}|BAD_ATTRIBUTE",
                ",\"subject\":\"\"}|BAD_ATTRIBUTE",
                ",\"op\":\"subscribe\"}|BAD_ATTRIBUTE",
                ",\"subject\":\"a\\u0007\"}|BAD_ATTRIBUTE",
                ",\"datacontenttype\":\"a\\u0007\",\"data\":\"\"}|BAD_ATTRIBUTE",
                ",\"Subject\":\"s\"}|BAD_STRUCTURED_EVENT",
                ",\"subject\":{}}|BAD_STRUCTURED_EVENT",
                ",\"n\":1.5}|BAD_STRUCTURED_EVENT",
                ",\"id\":\"again\"}|BAD_STRUCTURED_EVENT",
                ",\"data\":{\"a\":1,\"a\":2}}|BAD_STRUCTURED_EVENT",
                ",\"data\":1,\"data_base64\":\"AA==\"}|BAD_DATA",
                ",\"data_base64\":\"?\"}|BAD_DATA",
                ",\"data_base64\":7}|BAD_DATA",
                ",\"datacontenttype\":\"application/json\",\"data_base64\":\"AA==\"}|BAD_DATA",
                ",\"datacontenttype\":\"text/plain\",\"data\":{}}|BAD_DATA"
            })
    void isRefusedForWhatItSays(String end, RejectReason reason) {
        Rejected rejected = structured(START + end).rejected();

        assertThat(rejected.reason()).isEqualTo(reason);
    }

    @Test
    void needsAChannelOfItsOwnAndNotTheKey() {
        String json = START.replace(",\"channel\":\"orders.eu\"", "") + "}";

        Rejected keyed = structured(json).key("orders.eu").rejected();
        Rejected bad = structured(json.replace("}", ",\"channel\":\"a b\"}")).rejected();
        Accepted byHeader = structured(json).header("ce_channel", "orders.us").accepted();

        assertThat(keyed.reason()).isEqualTo(RejectReason.NO_CHANNEL);
        assertThat(bad.reason()).isEqualTo(RejectReason.BAD_CHANNEL);
        assertThat(texts(byHeader.headers())).containsEntry("ce_channel", "orders.us");
    }

    @Test
    void mayBeRepeatedInHeadersButNotContradicted() {
        Accepted same =
                structured(START + ",\"region\":\"eu\"}")
                        .header("ce_id", "a-1")
                        .header("ce_region", "eu")
                        .header("ce_expirytime", "2026-11-24T08:30:00Z")
                        .accepted();
        Rejected other = structured(START + "}").header("ce_id", "a-2").rejected();

        assertThat(texts(same.headers()))
                .containsEntry("ce_id", "a-1")
                .containsEntry("ce_region", "eu")
                .containsEntry("ce_expirytime", "2026-11-24T08:30:00Z");
        assertThat(other.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
    }

    @Test
    void leavesAPositionOut() {
        Accepted accepted = structured(START + ",\"position\":\"0:1\"}").accepted();

        assertThat(texts(accepted.headers())).doesNotContainKey("ce_position");
    }

    @Test
    void neverQuotesThePayload() {
        Rejected rejected = structured(START + ",\"data\":secret}").rejected();

        assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_STRUCTURED_EVENT);
        assertThat(rejected.detail()).doesNotContain("secret").contains("byte");
    }
}
