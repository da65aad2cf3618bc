package io.eventrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderlyStopTest {
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void returnsWhatTheCommandReturnsWhenNothingStopsIt() {
        int code = OrderlyStop.run(() -> 5, () -> stopped.set(true));

        assertThat(code).isEqualTo(5);
        assertThat(stopped).isFalse();
    }

    @Test
    void letsTheCommandsOwnFailureThrough() {
        var failure = new CommandFailure(1, "no");

        assertThatThrownBy(
                        () ->
                                OrderlyStop.run(
                                        () -> {
                                            throw failure;
                                        },
                                        () -> stopped.set(true)))
                .isSameAs(failure);
    }

    @Test
    void waitsForACommandThatWaitsForSomethingItself() throws Exception {
        try (var command = Stoppable.start("PT1M")) {
            command.signal();
            command.letGo();

            assertThat(command.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void endsACommandThatDoesNotEndItself() throws Exception {
        try (var command = Stoppable.start("PT0.1S")) {
            command.signal();

            assertThat(command.exitCode()).isEqualTo(ExitCodes.FAILED);
        }
    }

    /** A process that stops in order, once its input has ended. */
    static final class Stoppable implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        private Stoppable(Process process) {
            this.process = process;
            this.out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        static Stoppable start(String patience) throws IOException {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var started =
                    new Stoppable(
                            new ProcessBuilder(
                                            java,
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            Stoppable.class.getName(),
                                            patience)
                                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                                    .start());
            assertThat(started.out.readLine()).isEqualTo("running");
            return started;
        }

        /** Sends SIGTERM, and waits until the command was told. */
        void signal() throws IOException {
            // Not of the process itself: that would close its streams.
            process.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("stopping");
        }

        void letGo() throws IOException {
            OutputStream in = process.getOutputStream();
            in.close();
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }

        public static void main(String[] arguments) {
            var stop = new CountDownLatch(1);
            System.exit(
                    OrderlyStop.run(
                            () -> work(stop),
                            () -> {
                                System.out.println("stopping");
                                stop.countDown();
                            },
                            Duration.parse(arguments[0])));
        }

        private static int work(CountDownLatch stop) {
            System.out.println("running");
            try {
                stop.await();
                System.in.readAllBytes();
                return 5;
            } catch (IOException | InterruptedException e) {
                return 6;
            }
        }
    }
}
