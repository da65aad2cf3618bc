package io.eventrouter.wire;

import static io.eventrouter.wire.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @Property
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = -62_167_100_000L, max = 253_402_200_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1_080, max = 1_080) int offsetMinutes) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        var offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
        OffsetDateTime local = instant.atOffset(offset);
        // the JDK leaves seconds of zero out, and RFC 3339 does not
        String text = local.toString();
        if (local.getYear() < 0 || local.getYear() > 9999 || text.charAt(16) != ':') return;

        assertThat(Rfc3339.parse(bytes(instant.toString()))).contains(instant);
        assertThat(Rfc3339.parse(bytes(text))).contains(instant);
    }

    @Property
    void takesNothingThatTheJdkCannotRead(
            @ForAll @IntRange(max = 28) int place, @ForAll byte replacement) {
        byte[] text = bytes("2024-02-29T23:59:59.123+01:30");
        text[place] = replacement;

        Rfc3339.parse(text)
                .ifPresent(
                        instant ->
                                assertThat(OffsetDateTime.parse(Utf8.decode(text)).toInstant())
                                        .isEqualTo(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00Z",
                "2024-02-29t00:00:00z",
                "2000-02-29T00:00:00.1-00:00",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void takesWhatRfc3339Allows(String text) {
        assertThat(Rfc3339.parse(bytes(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-02-29",
                "2024-02-29T00:00Z",
                "2024-02-29T00:00:00",
                "2024-02-29 00:00:00Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2024-04-31T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-00-01T00:00:00Z",
                "2024-01-00T00:00:00Z",
                "2024-01-01T24:00:00Z",
                "2024-01-01T00:60:00Z",
                "2016-12-31T23:59:60Z",
                "2024-01-01T00:00:00.Z",
                "2024-01-01T00:00:00.1234567890Z",
                "2024-01-01T00:00:00+1:00",
                "2024-01-01T00:00:00+0100",
                "2024-01-01T00:00:00+01",
                "2024-01-01T00:00:00+18:01",
                "2024-01-01T00:00:00+01:60",
                "2024-01-01T00:00:00ZZ",
                "+2024-01-01T00:00:00Z",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00+00:01",
                "yesterday, at half past"
            })
    void refusesAnythingElse(String text) {
        assertThat(Rfc3339.parse(bytes(text))).isEmpty();
    }

    @Test
    void countsTheOffsetIn() {
        assertThat(Rfc3339.parse(bytes("2026-11-24T08:30:00.25+01:00")))
                .contains(Instant.parse("2026-11-24T07:30:00.25Z"));
    }
}
