package io.eventrouter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainSequenceTest {
    @Test
    void letsSessionsDrainWhileTheFeedsGoOn() {
        var parts = new NotedParts();
        parts.drained.complete(null);

        new DrainSequence(parts, Duration.ofSeconds(10)).run();

        assertThat(parts.steps)
                .containsExactly(
                        "stop accepting", "drain", "stop feeds", "close port", "stop workers");
    }

    @Test
    void cutsSessionsThatDoNotDrainInTime() {
        var parts = new NotedParts();

        new DrainSequence(parts, Duration.ZERO).run();

        assertThat(parts.steps)
                .containsExactly(
                        "stop accepting",
                        "drain",
                        "cut",
                        "stop feeds",
                        "close port",
                        "stop workers");
    }

    @Test
    void goesOnWhenAStepFails() {
        var parts = new NotedParts();
        parts.failing = "stop feeds";
        parts.drained.completeExceptionally(new IllegalStateException("a worker is gone"));

        new DrainSequence(parts, Duration.ofSeconds(10)).run();

        assertThat(parts.steps).endsWith("cut", "stop feeds", "close port", "stop workers");
    }

    /** Parts that write down what was done to them. */
    private static final class NotedParts implements DrainSequence.Parts {
        private final List<String> steps = new ArrayList<>();
        private final CompletableFuture<Void> drained = new CompletableFuture<>();
        private String failing = "";

        private void note(String step) {
            steps.add(step);
            if (step.equals(failing)) throw new IllegalStateException(step);
        }

        @Override
        public void stopAccepting() {
            note("stop accepting");
        }

        @Override
        public void stopFeeds() {
            note("stop feeds");
        }

        @Override
        public CompletableFuture<Void> drainSessions() {
            note("drain");
            return drained;
        }

        @Override
        public CompletableFuture<Void> cutSessions() {
            note("cut");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void closePort() {
            note("close port");
        }

        @Override
        public void stopWorkers() {
            note("stop workers");
        }
    }
}
