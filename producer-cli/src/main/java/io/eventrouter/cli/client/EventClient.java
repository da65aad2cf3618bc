package io.eventrouter.cli.client;

import io.eventrouter.cli.text.Durations;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Subscribes to channels of a gateway and hands on what comes, over one connection after the other,
 * as the {@link ReconnectPolicy} says. Each subscription goes on at its last checkpoint, and what
 * comes twice is handed on once; what could not be recovered is told as a {@link Gap}.
 *
 * <pre>
 *   start ──▶ connecting ──▶ talking ──(ended)──▶ policy ──▶ waiting ──▶ connecting …
 *                 └────────(failed)──────────────────┘  └──▶ over: ended() completes
 * </pre>
 *
 * <p>Thread-safe: every public method only posts to the client's own (daemon) thread, where all
 * state lives and the listener is called. A listener that throws ends the client, and {@link
 * #ended()} fails with what it threw.
 */
public final class EventClient implements AutoCloseable {
    /** A connection that held for so long was not a failure. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final ClientSettings settings;
    private final ClientListener listener;
    private final ClientMemory memory;
    private final HttpClient http;
    private final ScheduledExecutorService thread;
    private final CompletableFuture<Disconnection> ended = new CompletableFuture<>();

    // Of the client's thread. The connection that counts; what an older one says is ignored.
    private Link link;
    private Conversation conversation;
    private int failures;

    /** The next look at a connection, or the next attempt at one. */
    private Future<?> nextStep = CompletableFuture.completedFuture(null);

    /** The next fresh token. */
    private Future<?> refresh = CompletableFuture.completedFuture(null);

    public EventClient(ClientSettings settings, ClientListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.memory =
                new ClientMemory(
                        settings.subscriptions(),
                        new Resumption(settings.subscriptions(), settings.seen()),
                        new Acknowledgements(this::acknowledgeSoon));
        this.http = HttpClient.newBuilder().connectTimeout(settings.connectTimeout()).build();
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            var t = new Thread(task, "event-client");
                            t.setDaemon(true);
                            return t;
                        });
    }

    /** Begins to connect. To be called once. */
    public void start() {
        post(this::connect);
    }

    /**
     * Completes when no more events will come: with the reason, {@link Disconnection.Left} after
     * {@link #close()}; exceptionally when the listener threw.
     */
    public CompletableFuture<Disconnection> ended() {
        return ended.copy();
    }

    /** Says good-bye, without waiting: {@link #ended()} completes once that is done. */
    @Override
    public void close() {
        post(
                () -> {
                    if (link == null) left();
                    else link.leave(this::left);
                });
    }

    private void left() {
        over(new Disconnection.Left());
    }

    private void connect() {
        conversation = null;
        var next = new Link(new Owner(), this::post);
        link = next;
        withToken(
                (token, failure) -> {
                    if (next != link) return;
                    if (failure == null) open(token);
                    else next(new Disconnection.Lost("there is no token: " + failure.getMessage()));
                });
    }

    private void open(String token) {
        refreshBefore(TokenExpiry.of(token));
        link.open(http, settings.url(), token, settings.connectTimeout());
    }

    /** Calls back on the client's thread. */
    private void withToken(BiConsumer<String, Throwable> then) {
        CompletableFuture<String> unused =
                settings.tokens()
                        .token()
                        .toCompletableFuture()
                        .whenComplete((token, failure) -> post(() -> then.accept(token, failure)));
    }

    private void refreshBefore(Optional<Instant> expiry) {
        refresh.cancel(false);
        expiry.ifPresent(
                at ->
                        refresh =
                                schedule(
                                        this::authorize,
                                        TokenExpiry.pauseBefore(at, Instant.now())));
    }

    /**
     * A token that is not fresh is not shown: the gateway closes when it expires, and we come back.
     */
    private void authorize() {
        Link current = link;
        withToken(
                (token, failure) -> {
                    if (current == null || current != link || conversation == null) return;
                    if (failure != null)
                        listener.onError("token", "there is no fresh one: " + failure.getMessage());
                    else if (isFresh(token)) link.send(Protocol.authorize(token));
                });
    }

    private static boolean isFresh(String token) {
        return TokenExpiry.of(token)
                .map(at -> at.isAfter(Instant.now().plus(TokenExpiry.LEAST_MARGIN)))
                .orElse(!token.isEmpty());
    }

    private void acknowledgeSoon() {
        Future<?> unused =
                schedule(
                        () -> {
                            if (conversation == null) memory.acknowledgements().keep();
                            else memory.acknowledgements().send(link::send);
                        },
                        Acknowledgements.PAUSE);
    }

    /** What the link tells; on the client's thread. */
    private final class Owner implements Link.Owner {
        @Override
        public void opened(Link opened) {
            if (opened != link) return;
            conversation =
                    new Conversation(
                            link, memory, listener, expiry -> refreshBefore(Optional.of(expiry)));
            conversation.begin().ifPresent(EventClient.this::drop);
            if (conversation != null) watch();
        }

        @Override
        public void message(Link from, String text) {
            if (from != link || conversation == null) return;
            Duration before = conversation.longestSilence();
            conversation.hear(text).ifPresent(EventClient.this::drop);
            if (conversation != null && !conversation.longestSilence().equals(before)) watch();
        }

        @Override
        public void ended(Link gone, Disconnection why) {
            if (gone == link) next(why);
        }
    }

    private void watch() {
        nextStep.cancel(false);
        if (conversation == null) return;
        Optional<Duration> pause = conversation.look();
        if (pause.isPresent()) nextStep = schedule(this::watch, pause.get());
        else
            drop(
                    new Disconnection.Lost(
                            "nothing was heard for "
                                    + Durations.text(conversation.longestSilence())));
    }

    private void drop(Disconnection why) {
        link.abandon();
        next(why);
    }

    private void next(Disconnection why) {
        if (conversation != null && conversation.lasted(LASTING)) failures = 0;
        failures++;
        Optional<Duration> hint = conversation == null ? Optional.empty() : conversation.hint();
        nextStep.cancel(false);
        refresh.cancel(false);
        link = null;
        conversation = null;
        Optional<Duration> delay = settings.reconnect().delayAfter(why, hint, failures);
        if (delay.isEmpty()) {
            over(why);
            return;
        }
        listener.onReconnecting(why, delay.get());
        nextStep = schedule(this::connect, delay.get());
    }

    private void over(Disconnection why) {
        thread.shutdownNow();
        link = null;
        ended.complete(why);
    }

    private void post(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // It is over already: nothing is left to be done.
            ended.complete(new Disconnection.Left());
        }
    }

    private Future<?> schedule(Runnable task, Duration delay) {
        return thread.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (link != null) link.abandon();
            thread.shutdownNow();
            ended.completeExceptionally(e);
        }
    }
}
