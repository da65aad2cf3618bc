package io.eventrouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "2h, PT2H",
        "7d, PT168H",
        "' 1 s ', PT1S",
        "0s, PT0S",
        "PT1M30S, PT1M30S"
    })
    void readsDurations(String text, Duration duration) {
        assertThat(ValueText.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 minutes", "-5s", "1.5s", "PT-5S", "9999999999999d", "5S"})
    void refusesOtherDurations(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueText.duration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "4096B, 4096",
        "64KiB, 65536",
        "' 1 MiB ', 1048576",
        "4GiB, 4294967296"
    })
    void readsSizes(String text, long bytes) {
        assertThat(ValueText.size(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "1kb", "1MB", "999999999999GiB", "0x10"})
    void refusesOtherSizes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueText.size(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1e3", "1f", "0x1p3", ".5", "1."})
    void refusesNumbersThatNobodyWrites(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueText.decimal(text));
    }

    @Property
    void writesDurationsAsItReadsThem(@ForAll @LongRange(max = 10_000_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(ValueText.duration(ValueText.text(duration))).isEqualTo(duration);
    }
}
