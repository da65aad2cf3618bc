package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static io.eventrouter.wire.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Event;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Whatever stands on a priority topic, the reader says accepted or rejected, and means it. */
class AnyRecordTest {
    private static final PriorityRecordReader READER = new PriorityRecordReader(1 << 20);
    private static final String STRUCTURED =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\",\"n\":12,"
                    + "\"channel\":\"a.b\",\"time\":\"2026-11-24T08:30:00Z\",\"subject\":\"\\u00e4ä\","
                    + "\"priority\":\"high\",\"data\":[{\"a\":1.5e3},\"\\ud83c\\udf89\",null,true]}";

    @Property
    void anyBytesAreAcceptedOrRejected(
            @ForAll("headers") List<Header> headers,
            @ForAll("anyBytes") byte[] key,
            @ForAll("anyBytes") byte[] value) {
        var record = new SourceRecord("events.low", 0, 0, new RecordHeaders(headers), key, value);

        ReadOutcome outcome = READER.read(record, PRIORITIES.lowest());

        if (outcome instanceof Accepted accepted) assertRoutable(accepted, key);
        if (outcome instanceof Rejected rejected) assertExplained(rejected);
    }

    @Property
    void anyChangeOfAStructuredEventIsAcceptedOrRejected(
            @ForAll("places") int place, @ForAll byte replacement) {
        byte[] json = bytes(STRUCTURED);
        json[place] = replacement;
        var headers = new RecordHeaders();
        headers.add("content-type", bytes("application/cloudevents+json"));
        var record = new SourceRecord("events.high", 0, 0, headers, null, json);

        ReadOutcome outcome = READER.read(record, Records.HIGH);

        if (outcome instanceof Accepted accepted) assertRoutable(accepted, null);
        if (outcome instanceof Rejected rejected) assertExplained(rejected);
    }

    private static void assertRoutable(Accepted accepted, byte[] key) {
        var consumed = Records.consumed(accepted.headers(), key, accepted.value());
        byte[] json = RoutedRecord.read(consumed, PRIORITIES).orElseThrow().toJson();
        assertThat(JsonText.faultOfBytes(json)).isEmpty();
        Event event = StructuredEvents.parse(json, PRIORITIES, PRIORITIES.lowest());
        assertThat(event.data()).isEqualTo(accepted.value());
    }

    private static void assertExplained(Rejected rejected) {
        assertThat(rejected.reason()).isNotEqualTo(RejectReason.UNREADABLE);
        assertThat(rejected.detail()).isNotBlank().matches("\\P{Cntrl}*");
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, bytes(STRUCTURED).length - 1);
    }

    @Provide
    Arbitrary<byte[]> anyBytes() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> words =
                Arbitraries.of(
                                "1.0",
                                "a.b",
                                "high",
                                "low",
                                "/s",
                                "2026-11-24T08:30:00Z",
                                "application/json",
                                "Application/CloudEvents+json",
                                "text/plain",
                                "{\"a\":[1]}",
                                STRUCTURED,
                                "")
                        .map(Records::bytes);
        return Arbitraries.oneOf(bytes, words).injectNull(0.1);
    }

    @Provide
    Arbitrary<List<Header>> headers() {
        Arbitrary<String> names =
                Arbitraries.oneOf(
                        Arbitraries.of(KnownHeader.values()).map(KnownHeader::key),
                        Arbitraries.strings().all().ofMaxLength(5),
                        Arbitraries.strings().alpha().ofMaxLength(5).map(s -> "ce_" + s));
        return Combinators.combine(names, anyBytes())
                .as((name, value) -> (Header) new RecordHeader(name, value))
                .list()
                .ofMaxSize(12);
    }
}
