package io.eventrouter.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "999, 999ms",
        "1240, 1.24s",
        "125000, 2m05s",
        "11220000, 3h07m",
        "-12, -12ms"
    })
    void readsAsPeopleWriteIt(long millis, String expected) {
        var duration = Duration.ofMillis(millis);

        String text = Durations.text(duration);

        assertThat(text).isEqualTo(expected);
    }
}
