package io.eventrouter.benchmarks.fanout.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figure;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.process.MachineFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanoutRecordTest {
    private static final RunFacts FACTS =
            new RunFacts(
                    Instant.parse("2026-11-24T10:15:30Z"),
                    Duration.ofSeconds(65),
                    "benchmarks/fanout.sh --quick",
                    "abc",
                    new MachineFacts("A processor", 2, 8L << 30, "An OS", "A JDK", "1.2.3"));

    @TempDir Path directory;

    @Test
    void isReadAsItWasWritten() {
        FanoutRecord record = recordOfTwo();

        record.write(directory);

        FanoutRecord read = FanoutRecord.read(directory);
        assertThat(read.figures().all()).isEqualTo(record.figures().all());
        assertThat(read.runs().get(Measure.IDLE))
                .containsExactly("2026-11-24 10:15 UTC", "`benchmarks/fanout.sh --quick`", "abc");
    }

    @Test
    void forgetsWhatIsMeasuredAnewAndKeepsTheRest() {
        FanoutRecord record = recordOfTwo();

        FanoutRecord left = record.without(List.of(Measure.IDLE));

        assertThat(left.figures().all())
                .extracting(Figure::metric)
                .containsExactly(Metrics.CHURN_RATE);
        assertThat(left.runs()).containsOnlyKeys(Measure.CHURN);
    }

    @Test
    void isEmptyWhereNothingWasWritten() {
        FanoutRecord record = FanoutRecord.read(directory.resolve("none"));

        assertThat(record.figures().all()).isEmpty();
        assertThat(record.runs()).isEmpty();
    }

    private static FanoutRecord recordOfTwo() {
        var record = new FanoutRecord(new Figures<>());
        record.figures().add(new Figure<>(Metrics.IDLE_RSS, Server.BUN, 1, 2.5));
        record.figures().add(new Figure<>(Metrics.CHURN_RATE, Server.DISPATCH, 2, 999));
        record.ran(List.of(Measure.IDLE, Measure.CHURN), FACTS, List.of());
        return record;
    }
}
