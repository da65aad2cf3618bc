package io.eventrouter.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    @Test
    void addsUserAndSystemTimeOfAProcessWhateverItsName() {
        String stat = "7 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 1 0 99";

        long nanos = ProcessFigures.cpuNanos(stat);

        assertThat(nanos).isEqualTo(3_000_000_000L);
        assertThat(ProcessFigures.userNanos(stat)).isEqualTo(2_500_000_000L);
    }

    @Test
    void readsResidentMemoryInKibibytes() {
        String status = "Name:\tjava\nVmHWM:\t  9000 kB\nVmRSS:\t    5000 kB\nThreads:\t5\n";

        long bytes = ProcessFigures.resident(status);

        assertThat(bytes).isEqualTo(5_000 * 1_024);
    }

    @Test
    void countsNothingForAProcessThatIsGone() {
        List<Long> gone = List.of(Long.MAX_VALUE);

        assertThat(ProcessFigures.cpuNanos(gone)).isZero();
        assertThat(ProcessFigures.residentBytes(gone)).isZero();
    }
}
