package io.eventrouter.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Many clients that resume, over a few threads. Confined to the test's thread. */
public final class Herd implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final HttpClient http = ResumingClient.newHttpClient(threads);
    private final List<ResumingClient> clients = new ArrayList<>();

    /** Adds a client that is not connected yet; returns it. */
    ResumingClient add(IntSupplier ports, String channel) {
        var client = new ResumingClient(http, timer, ports, channel);
        clients.add(client);
        return client;
    }

    public Herd addAll(int number, IntSupplier ports, IntFunction<String> channelOf) {
        for (int i = 0; i < number; i++) add(ports, channelOf.apply(i));
        return this;
    }

    public Stream<ResumingClient> clients() {
        return clients.stream();
    }

    public void connect() {
        clients.forEach(ResumingClient::connect);
        awaitSubscribed();
    }

    void leave() {
        clients.forEach(ResumingClient::leave);
    }

    void comeBack() {
        clients.forEach(ResumingClient::comeBack);
    }

    void awaitSubscribed() {
        Awaitility.await("subscriptions")
                .atMost(LIMIT)
                .until(() -> clients.stream().allMatch(ResumingClient::isSubscribed));
    }

    /** Returns once each has seen that many; fails when one has seen more. */
    void awaitSeen(int number) {
        Awaitility.await("events")
                .atMost(LIMIT)
                .until(() -> clients.stream().allMatch(c -> c.seen() >= number));
        assertThat(clients).allSatisfy(c -> assertThat(c.seen()).isEqualTo(number));
    }

    /** Nobody was told of a gap, and every resume recovered all. */
    public void assertNothingLost() {
        assertThat(clients)
                .allSatisfy(
                        c -> {
                            assertThat(c.gaps()).isZero();
                            assertThat(c.failedRecoveries()).isZero();
                        });
    }

    @Override
    public void close() {
        leave();
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
