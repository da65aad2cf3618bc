package io.eventrouter.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One connection: the adapter to the JDK's WebSocket.
 *
 * <p>The JDK calls the listener methods, one at a time, on threads of its own; they only gather
 * text and hand it to the owner's thread. All other methods belong to the owner's thread. At most
 * {@value #DEMAND} messages are under way between the two: the next is asked for when the owner has
 * done with one.
 */
final class Link implements WebSocket.Listener {
    /** Is told of it on its own thread. After {@code ended} nothing more comes. */
    interface Owner {
        void opened(Link link);

        void message(Link link, String text);

        void ended(Link link, Disconnection why);
    }

    private static final int DEMAND = 64;

    /** How long a close frame may take to go out. */
    private static final Duration GOOD_BYE = Duration.ofSeconds(1);

    /** Twice the largest event that any gateway may allow (8 MiB), in characters. */
    private static final int LONGEST_MESSAGE = 16 << 20;

    private final Owner owner;
    private final Executor ownersThread;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final StringBuilder partial = new StringBuilder();
    private volatile WebSocket socket;
    private volatile long lastHeardNanos = System.nanoTime();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    Link(Owner owner, Executor ownersThread) {
        this.owner = owner;
        this.ownersThread = ownersThread;
    }

    /**
     * Begins the handshake.
     *
     * @param token empty for none
     */
    void open(HttpClient http, URI url, String token, Duration timeout) {
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols(Protocol.NAME).connectTimeout(timeout);
        if (!token.isEmpty()) builder.header("Authorization", "Bearer " + token);
        // Both outcomes end in calls of the owner.
        CompletableFuture<Void> unused =
                builder.buildAsync(url, this)
                        .handle(
                                (opened, failure) -> {
                                    if (failure != null) end(ConnectFailures.explain(failure));
                                    else post(this::begin);
                                    return null;
                                });
    }

    /** What the other side chose; empty for none. */
    String subprotocol() {
        return socket.getSubprotocol();
    }

    /** For how long nothing has come, while we were ready to take something. */
    long silentNanos() {
        return System.nanoTime() - lastHeardNanos;
    }

    /** One send at a time is allowed: this one goes out when those before it have. */
    void send(String text) {
        enqueue(() -> socket.sendText(text, true));
    }

    void ping() {
        enqueue(() -> socket.sendPing(ByteBuffer.allocate(0)));
    }

    /** Closes politely; calls back once the close frame is out, or cannot be sent. */
    void leave(Runnable then) {
        ended.set(true);
        WebSocket open = socket;
        if (open == null) {
            then.run();
            return;
        }
        CompletableFuture<Void> unused =
                lastSend.exceptionally(failure -> null)
                        .thenCompose(done -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                        .orTimeout(GOOD_BYE.toMillis(), TimeUnit.MILLISECONDS)
                        .handle(
                                (done, failure) -> {
                                    open.abort();
                                    post(then);
                                    return null;
                                });
    }

    /** Drops the connection, without a word to either side. */
    void abandon() {
        ended.set(true);
        if (socket != null) socket.abort();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        heard();
        if (ended.get()) webSocket.abort();
    }

    /** Nothing is read before the owner knows that there is something to read. */
    private void begin() {
        if (ended.get()) return;
        owner.opened(this);
        heard();
        socket.request(DEMAND);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        heard();
        partial.append(data);
        if (partial.length() > LONGEST_MESSAGE) {
            end(new Disconnection.Unusable("a message was longer than 16 MiB"));
            webSocket.abort();
        } else if (last) {
            String text = partial.toString();
            partial.setLength(0);
            post(() -> handOver(text));
        } else {
            webSocket.request(1);
        }
        return null;
    }

    private void handOver(String text) {
        if (ended.get()) return;
        owner.message(this, text);
        heard();
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        end(new Disconnection.Unusable("a binary message came, which the protocol does not know"));
        webSocket.abort();
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        // The JDK answers by itself.
        return onPong(webSocket, message);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        heard();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end(
                statusCode == 1006
                        ? new Disconnection.Lost("the connection broke off")
                        : new Disconnection.Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(ConnectFailures.explain(error));
    }

    private void heard() {
        lastHeardNanos = System.nanoTime();
    }

    private void enqueue(Supplier<CompletableFuture<WebSocket>> send) {
        lastSend =
                lastSend.thenCompose(done -> send.get())
                        .whenComplete(
                                (done, failure) -> {
                                    if (failure != null) end(ConnectFailures.explain(failure));
                                });
    }

    /** The first reason counts. It comes after the messages that came before it. */
    private void end(Disconnection why) {
        if (ended.get()) return;
        post(
                () -> {
                    if (ended.compareAndSet(false, true)) owner.ended(this, why);
                });
    }

    private void post(Runnable task) {
        try {
            ownersThread.execute(task);
        } catch (RejectedExecutionException e) {
            // The client was closed meanwhile.
            if (socket != null) socket.abort();
        }
    }
}
