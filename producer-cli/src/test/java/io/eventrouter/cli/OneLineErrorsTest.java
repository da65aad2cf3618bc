package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class OneLineErrorsTest {
    @Test
    void printsTheMessageThatIsMeantForTheUser() {
        CliRun run = CliRun.of(new Failing(new CommandFailure(7, "no disk")));

        assertThat(run).isEqualTo(new CliRun(7, "", "failing: no disk\n"));
    }

    @Test
    void keepsOneLineWhateverIsInTheMessage() {
        CliRun run = CliRun.of(new Failing(new CommandFailure(1, "a\nb\u001b[2J")));

        assertThat(run.err()).isEqualTo("failing: a\\nb\\u001b[2J\n");
    }

    @Test
    void saysThatAnythingElseWasUnexpectedWithoutAStackTrace() {
        CliRun run = CliRun.of(new Failing(new ArithmeticException("by zero")));

        assertThat(run)
                .isEqualTo(new CliRun(1, "", "failing: unexpected ArithmeticException: by zero\n"));
    }

    @Test
    void namesAnExceptionThatHasNoMessage() {
        CliRun run = CliRun.of(new Failing(new IllegalStateException()));

        assertThat(run.err()).isEqualTo("failing: unexpected IllegalStateException\n");
    }

    @Command(name = "failing")
    private static final class Failing implements Callable<Integer> {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() {
            throw failure;
        }
    }
}
