package io.eventrouter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRatioTest {
    private static final int MANY = 100_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.25, 0.9})
    void takesThatPartOfEventsWithNumbersAsIds(double part) {
        var ratio = new SampleRatio(part);

        long taken = IntStream.range(0, MANY).filter(i -> ratio.takes(event("/s", i + ""))).count();

        assertThat((double) taken / MANY).isCloseTo(part, within(0.1 * part + 0.0005));
    }

    @Test
    void takesWithALargerPartWhatItTakesWithASmallerOne() {
        var small = new SampleRatio(0.1);
        var large = new SampleRatio(0.2);

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> event("/s", i + "")))
                .filteredOn(small::takes)
                .isNotEmpty()
                .allMatch(large::takes);
    }

    @Test
    void looksAtTheSourceToo() {
        var ratio = new SampleRatio(0.5);

        assertThat(IntStream.range(0, 100).filter(i -> ratio.takes(event("/s" + i, "1"))).count())
                .isBetween(20L, 80L);
    }

    @Test
    void takesAllOrNoneAtTheEnds() {
        assertThat(new SampleRatio(1).takes(new RecordHeaders())).isTrue();
        assertThat(SampleRatio.NONE.takes(event("/s", "1"))).isFalse();
    }

    @Test
    void passesOverWhatNothingIsKnownOf() {
        assertThat(new SampleRatio(0.99).takes(new RecordHeaders())).isFalse();
        assertThat(new SampleRatio(0.99).takes(new RecordHeaders().add("ce_id", null))).isFalse();
    }

    private static Headers event(String source, String id) {
        return new RecordHeaders()
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_id", id.getBytes(UTF_8));
    }
}
