package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.fanout.message.EventText;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void keepsDelaysByLevel() {
        tally.delivered(message(0, 1_000), 3_000);
        tally.delivered(message(3, 1_000), 9_000);

        assertThat(tally.delays(0).getMaxValue()).isBetween(2_000L, 2_010L);
        assertThat(tally.delays(3).getMaxValue()).isBetween(8_000L, 8_010L);
        assertThat(tally.deliveries()).isEqualTo(2);
    }

    @Test
    void leavesOutDelaysOfWhatWasPublishedOutsideTheWindow() {
        tally.begin(1_000, 2_000);
        tally.delivered(message(0, 999), 5_000);
        tally.delivered(message(0, 1_000), 5_000);
        tally.delivered(message(0, 2_000), 5_000);

        assertThat(tally.delays(0).getTotalCount()).isEqualTo(1);
        assertThat(tally.deliveries()).isEqualTo(3);
    }

    private static ByteBuffer message(int rank, long at) {
        String data = EventText.data(64, rank, at);
        return ByteBuffer.wrap(EventText.message("c", "low", 1, data).getBytes(US_ASCII));
    }
}
