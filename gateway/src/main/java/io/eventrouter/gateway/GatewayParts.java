package io.eventrouter.gateway;

import io.eventrouter.config.DrainSettings;
import io.eventrouter.gateway.auth.Authentication;
import io.eventrouter.gateway.console.Console;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.RoutedFeeds;
import io.eventrouter.gateway.letters.LetterDesk;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.replay.Scanners;
import io.eventrouter.gateway.session.Workers;
import io.eventrouter.gateway.socket.SocketServer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What a started gateway is made of. Immutable. */
record GatewayParts(
        LookAhead lookAhead,
        RoutedFeeds feeds,
        Scanners scanners,
        LetterDesk letters,
        Workers workers,
        Authentication authentication,
        SocketServer server,
        Publishing publishing,
        Console console,
        DrainSettings settings)
        implements DrainSequence.Parts {
    private static final Duration THREADS_LIMIT = Duration.ofSeconds(3);

    /** Opens the port last: the first session finds all the rest at work. */
    void start() {
        letters.start();
        workers.start();
        scanners.start();
        feeds.start();
        authentication.start();
        server.start();
    }

    /** Whether the workers and the port go on; the feeds tell for themselves. */
    boolean isHealthy() {
        return workers.isHealthy()
                && scanners.areHealthy()
                && letters.isHealthy()
                && server.isHealthy();
    }

    /** Whether it can also tell who its clients are. */
    boolean isReady() {
        return isHealthy() && authentication.notReady().isEmpty();
    }

    @Override
    public void stopAccepting() {
        server.stopAccepting();
    }

    @Override
    public void stopFeeds() {
        feeds.stop(THREADS_LIMIT);
        scanners.stop(THREADS_LIMIT);
    }

    @Override
    public CompletableFuture<Void> drainSessions() {
        Duration window = settings.pace();
        return workers.drain(window, new ReconnectSpread(workers.count(), window, new Random()));
    }

    @Override
    public CompletableFuture<Void> cutSessions() {
        return workers.cutAll();
    }

    /** What is still under way to Kafka is answered first. */
    @Override
    public void closePort() {
        try {
            publishing.close();
        } finally {
            server.close();
            authentication.close();
            console.close();
        }
    }

    @Override
    public void stopWorkers() {
        workers.stop(THREADS_LIMIT);
        letters.stop(THREADS_LIMIT);
    }
}
