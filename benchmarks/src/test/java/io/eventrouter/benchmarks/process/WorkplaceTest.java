package io.eventrouter.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class WorkplaceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path parent;

    @Test
    void askedChildrenAnswer() {
        try (var workplace = new Workplace(parent);
                var child = startEcho(workplace)) {
            String ready = child.awaitReady(LONG);
            String answer = child.ask("hello", LONG);

            assertThat(ready).isEqualTo("with arguments");
            assertThat(answer).isEqualTo("hello!");
        }
    }

    @Test
    void aChildThatFailsSaysWhatItLogged() {
        try (var workplace = new Workplace(parent);
                var child = startEcho(workplace)) {
            child.awaitReady(LONG);

            assertThatExceptionOfType(BenchmarkException.class)
                    .isThrownBy(() -> child.ask("fail", LONG))
                    .withMessageContaining("echo ended unexpectedly")
                    .withMessageContaining("asked to fail");
        }
    }

    @Test
    void leavesNeitherChildrenNorFiles() {
        long before = ProcessHandle.current().children().count();
        var workplace = new Workplace(parent);
        startEcho(workplace).awaitReady(LONG);

        workplace.close();

        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void countsTheTimeOfItsChildren() {
        try (var workplace = new Workplace(parent);
                var child = startEcho(workplace)) {
            child.awaitReady(LONG);

            Duration all = workplace.cpu();

            assertThat(child.cpu()).isPositive();
            assertThat(all).isGreaterThan(child.cpu());
        }
    }

    private static ChildProcess startEcho(Workplace workplace) {
        return workplace.start("echo", List.of(), EchoMain.class, List.of("arguments"));
    }
}
