package io.eventrouter.gateway.console;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes sessions, each at the gateway that has it: this one, or that of a node where the table saw
 * it. So a request names a session, and never whom to ask. {@value #MOST} at a time. Thread-safe.
 */
final class SessionKicks {
    static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(SessionKicks.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final OwnSessions own;
    private final Supplier<SessionsView> shown;
    private final BiFunction<URI, String, CompletableFuture<KickOutcome>> others;
    private final Semaphore room = new Semaphore(MOST);

    /**
     * @param shown the table as it was read last; null when it is not known
     */
    SessionKicks(OwnSessions own, Supplier<SessionsView> shown) {
        this(own, shown, (node, id) -> new SessionsProbe(LIMIT).kick(node, id));
    }

    /**
     * @param others asks another gateway
     */
    SessionKicks(
            OwnSessions own,
            Supplier<SessionsView> shown,
            BiFunction<URI, String, CompletableFuture<KickOutcome>> others) {
        this.own = own;
        this.shown = shown;
        this.others = others;
    }

    /** Completes within some seconds, never exceptionally. */
    CompletableFuture<KickOutcome> kick(String id, String who) {
        if (!room.tryAcquire()) return CompletableFuture.completedFuture(KickOutcome.BUSY);
        return asked(id)
                .exceptionally(e -> KickOutcome.UNREACHABLE)
                .whenComplete(
                        (outcome, none) -> {
                            room.release();
                            if (outcome == KickOutcome.KICKED) log(id, who);
                        });
    }

    private CompletableFuture<KickOutcome> asked(String id) {
        try {
            return ask(id);
        } catch (RuntimeException e) { // no connection can be made, for want of descriptors perhaps
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<KickOutcome> ask(String id) {
        SessionsView view = shown.get();
        Optional<URI> node =
                view == null ? Optional.empty() : view.find(id).flatMap(SessionsView.Seen::node);
        return node.map(at -> others.apply(at, id)).orElseGet(() -> askOwn(id));
    }

    private CompletableFuture<KickOutcome> askOwn(String id) {
        return own.questions()
                .kick(id)
                .thenApply(found -> found.isPresent() ? KickOutcome.KICKED : KickOutcome.GONE)
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void log(String id, String who) {
        LOG.atInfo()
                .addKeyValue("session", id)
                .addKeyValue("user", who)
                .log("A session was closed from the console");
    }
}
