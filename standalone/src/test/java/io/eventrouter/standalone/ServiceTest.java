package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventrouter.cli.CommandFailure;
import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.topics.TopicLayoutException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServiceTest {
    private final StringWriter out = new StringWriter();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final StopSignal signal = new StopSignal(Duration.ofSeconds(15), ended::complete);
    private final Service service = new Service(signal, new PrintWriter(out));
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void tellsWhenItIsReadyAndEndsWellAfterTheSignal() throws Exception {
        var role = role(parts -> parts.add(part(true)));
        var shutdown = new Thread(this::shutDownOnceReady);
        shutdown.start();

        int code = service.run(role);

        assertThat(code).isZero();
        assertThat(out).hasToString("ready" + System.lineSeparator());
        assertThat(stopped).isTrue();
        shutdown.join();
        assertThat(ended).isCompletedWithValue(0);
    }

    @Test
    void endsBadlyWhenAPartFails() {
        var alive = new AtomicBoolean(true);
        var role =
                role(
                        parts ->
                                parts.add(
                                        new Part(
                                                "router",
                                                alive::get,
                                                () -> alive.getAndSet(false),
                                                () -> stopped.set(true))));

        int code = service.run(role);

        assertThat(code).isEqualTo(1);
        assertThat(stopped).isTrue();
    }

    @Test
    void stopsWhatHasStartedWhenTheNextPartCannot() {
        var role =
                role(
                        parts -> {
                            parts.add(part(true));
                            throw new StartException("port 8080 is in use");
                        });

        assertThatThrownBy(() -> service.run(role))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("port 8080 is in use");
        assertThat(stopped).isTrue();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsTheProcessWithTheCodeOfAnInvalidSetting() {
        var role =
                role(
                        parts -> {
                            throw new InvalidSettingException("cursor.key", "x", "is too short");
                        });

        assertThatThrownBy(() -> service.run(role)).isInstanceOf(CommandFailure.class);
        signal.onShutdown();

        assertThat(ended).isCompletedWithValue(2);
    }

    @Test
    void tellsOfAllTopicsThatCannotBeUsedInOneLine() {
        var role =
                role(
                        parts -> {
                            throw new TopicLayoutException(List.of("a has 3", "b has 6"));
                        });

        assertThatThrownBy(() -> service.run(role))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("a has 3; b has 6");
    }

    @Test
    void doesNotCallItselfReadyWhenItIsStoppedBefore() throws Exception {
        var role = role(parts -> parts.add(part(false)));
        var shutdown = new Thread(signal::onShutdown);
        shutdown.start();

        int code = service.run(role);

        assertThat(code).isZero();
        assertThat(out.toString()).isEmpty();
        shutdown.join();
    }

    @Test
    void startsNothingMoreOnceItIsToldToStop() throws Exception {
        var next = new AtomicBoolean();
        var shutdown = new Thread(signal::onShutdown);
        var role =
                role(
                        parts -> {
                            shutdown.start();
                            await().until(signal::isRequested);
                            parts.add(part(true));
                            next.set(true);
                        });

        int code = service.run(role);

        assertThat(code).isZero();
        assertThat(stopped).isTrue();
        assertThat(next).isFalse();
        assertThat(out.toString()).isEmpty();
        shutdown.join();
        assertThat(ended).isCompletedWithValue(0);
    }

    private void shutDownOnceReady() {
        await().until(() -> out.toString().contains("ready"));
        signal.onShutdown();
    }

    private Part part(boolean ready) {
        return new Part("gateway", () -> true, () -> ready, () -> stopped.set(true));
    }

    private static Role role(Consumer<Parts> start) {
        return parts -> {
            start.accept(parts);
            return "ready";
        };
    }
}
