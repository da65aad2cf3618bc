package io.eventrouter.benchmarks.fanout.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void areReadAsTheyWereWritten() {
        var words = new Words("open", Map.of("count", "5", "style", "own"));

        Words read = Words.parse(words.toString());

        assertThat(read).isEqualTo(words);
        assertThat(read.number("count")).isEqualTo(5);
        assertThat(read.value("none")).isZero();
    }

    @Test
    void sayWhichKeyIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.parse("open").number("count"))
                .withMessage("open needs count");
    }
}
