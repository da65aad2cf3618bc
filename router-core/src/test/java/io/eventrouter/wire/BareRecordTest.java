package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bare;
import static io.eventrouter.wire.Records.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that know nothing of CloudEvents, as {@code kcat -k orders.eu} writes them. */
class BareRecordTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void becomeAnEventOfTheChannelThatTheKeyNames() {
        Accepted accepted = bare().key("orders.eu").value("{\"id\":1}").accepted();

        assertThat(texts(accepted.headers()))
                .containsOnly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "events.high:2:7"),
                        entry("ce_source", "/kafka/events.high"),
                        entry("ce_type", "eventrouter.record"),
                        entry("ce_channel", "orders.eu"),
                        entry("ce_priority", "high"),
                        entry("content-type", "application/json"));
    }

    @Test
    void preferAHeaderToTheKeyForTheChannel() {
        Accepted attribute =
                bare().key("k").header("channel", "b").header("ce_channel", "a").accepted();
        Accepted plain = bare().key("k").header("channel", "b").accepted();

        assertThat(texts(attribute.headers())).containsEntry("ce_channel", "a");
        assertThat(texts(plain.headers())).containsEntry("ce_channel", "b");
    }

    @Test
    void needAChannel() {
        Rejected noKey = bare().value("x").rejected();
        Rejected emptyKey = bare().key("").value("x").rejected();

        assertThat(noKey.reason()).isEqualTo(RejectReason.NO_CHANNEL);
        assertThat(emptyKey.reason()).isEqualTo(RejectReason.NO_CHANNEL);
    }

    @Test
    void needAKeyThatCouldBeAChannel() {
        Rejected notText = bare().key(new byte[] {0, 0, 1, (byte) 0xff}).rejected();
        Rejected notAChannel = bare().key("user 7").rejected();

        assertThat(notText.reason()).isEqualTo(RejectReason.BAD_CHANNEL);
        assertThat(notText.detail()).doesNotContain("\0");
        assertThat(notAChannel.reason()).isEqualTo(RejectReason.BAD_CHANNEL);
    }

    @Test
    void mayHaveNoData() {
        Accepted accepted = bare().key("orders.eu").accepted();

        assertThat(accepted.value()).isNull();
        assertThat(texts(accepted.headers())).doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]|application/json",
                "true|application/json",
                "true story|text/plain;charset=utf-8",
                "temperature high|text/plain;charset=utf-8",
                "{\"a\":1} {\"b\":2}|text/plain;charset=utf-8",
                "NaN|text/plain;charset=utf-8",
                "Grüße|text/plain;charset=utf-8"
            })
    void areJsonElseText(String value, String contentType) {
        Accepted accepted = bare().key("orders.eu").value(value).accepted();

        assertThat(texts(accepted.headers())).containsEntry("content-type", contentType);
    }

    @Test
    void areBytesWhenTheyAreNotText() {
        Accepted accepted =
                bare().key("orders.eu").value(new byte[] {(byte) 0xc3, 0x28}).accepted();

        assertThat(texts(accepted.headers()))
                .containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void mayNameTheirContentType() {
        Accepted xml =
                bare().key("a").header("content-type", "application/xml").value("<a/>").accepted();
        Rejected broken =
                bare().key("a").header("content-type", "application/json").value("<a/>").rejected();

        assertThat(texts(xml.headers())).containsEntry("content-type", "application/xml");
        assertThat(broken.reason()).isEqualTo(RejectReason.BAD_DATA);
    }

    @Test
    void mayNameAnyOtherAttributeInAHeader() {
        Accepted accepted =
                bare().key("orders.eu")
                        .header("ce_id", "mine")
                        .header("ce_collapsekey", "42")
                        .header("ce_expirytime", "2026-11-24T08:30:00Z")
                        .accepted();

        assertThat(texts(accepted.headers()))
                .containsEntry("ce_id", "mine")
                .containsEntry("ce_type", "eventrouter.record")
                .containsEntry("ce_collapsekey", "42")
                .containsEntry("ce_expirytime", "2026-11-24T08:30:00Z");
    }

    @Test
    void areHeldToTheSameRules() {
        Rejected expiry = bare().key("a").header("ce_expirytime", "tomorrow").rejected();
        Rejected priority = bare().key("a").header("ce_priority", "low").rejected();

        assertThat(expiry.reason()).isEqualTo(RejectReason.BAD_ATTRIBUTE);
        assertThat(priority.reason()).isEqualTo(RejectReason.PRIORITY_MISMATCH);
    }

    @Test
    void bringTheirTraceAlong() {
        Accepted accepted =
                bare().key("a").header("traceparent", TRACE).header("tracestate", "v=1").accepted();

        assertThat(texts(accepted.headers()))
                .containsEntry("traceparent", TRACE)
                .containsEntry("ce_traceparent", TRACE)
                .containsEntry("ce_tracestate", "v=1");
    }

    @Test
    void areNotRefusedForABrokenTrace() {
        Accepted accepted =
                bare().key("a").header("traceparent", new byte[] {(byte) 0xff}).accepted();

        assertThat(texts(accepted.headers())).doesNotContainKey("ce_traceparent");
    }

    @Test
    void haveNoTimeThatNobodyGaveThem() {
        Accepted without = bare().key("a").accepted();
        Accepted with = bare().key("a").header("ce_time", "2026-11-24T08:30:00Z").accepted();

        assertThat(texts(without.headers())).doesNotContainKey("ce_time");
        assertThat(texts(with.headers())).containsEntry("ce_time", "2026-11-24T08:30:00Z");
    }
}
