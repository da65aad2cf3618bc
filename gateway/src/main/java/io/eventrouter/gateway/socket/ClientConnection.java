package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket connection: what comes from it goes to its session as commands, and what
 * it must not send ends it.
 *
 * <p>Frames come from one thread at a time, which reads from many clients, and what they change is
 * confined to it; ticks come from another thread, and what both see is volatile. Nothing here
 * blocks or takes long; tokens are judged on a thread of their own. An exception of ours closes the
 * connection as {@code internal}, and none of its text goes out.
 */
final class ClientConnection implements FrameHandler, SocketClient {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    /** So many malformed messages in a row end the session. */
    static final int MOST_MALFORMED = 10;

    /**
     * So many events of a client may wait for Kafka: when Kafka answers all at once, the answers
     * must not be more than a session takes.
     */
    static final int MOST_UNANSWERED = 128;

    /** Counted in the connection itself: an idle one has no object more. */
    private static final AtomicIntegerFieldUpdater<ClientConnection> UNANSWERED =
            AtomicIntegerFieldUpdater.newUpdater(ClientConnection.class, "unanswered");

    private static final String TOO_MANY =
            MOST_UNANSWERED + " events of this session wait for Kafka: publish it again, later";

    private final ConnectionParts parts;
    private final boolean controlMessages;
    private final GatewayEndPoint endPoint;
    private final FrameHeaders headers;
    private final MessageAssembler assembler;
    private final ClientAccess access;

    /** Until it is open: an idle connection holds nothing of it. */
    private Handshake.Accepted handshake;

    private GatewayCoreSession core;
    private JettySink sink;
    private PongReplies pongs;
    private Session session;
    private long rateState;
    private int malformedInARow;
    private long lastAnswered;
    private boolean claimedTooMuch;

    /** Whether another thread goes on with the frame, and asks for the next. */
    private boolean handedOver;

    private volatile int unanswered;
    private volatile long heardNanos;
    private volatile boolean pinged;

    ClientConnection(
            ConnectionParts parts,
            Handshake.Accepted handshake,
            Identity identity,
            GatewayEndPoint endPoint) {
        this.parts = parts;
        this.handshake = handshake;
        controlMessages = handshake.subprotocol().controlMessages();
        this.endPoint = endPoint;
        headers = new FrameHeaders(parts.settings().maxFrameBytes());
        assembler = new MessageAssembler(parts.settings().maxFrameBytes());
        heardNanos = parts.nanoClock().getAsLong();
        access = new ClientAccess(parts.identities(), identity, endPoint, heardNanos);
        rateState = parts.rate().initial(heardNanos);
    }

    @Override
    public void onOpen(CoreSession coreSession, Callback callback) {
        core = (GatewayCoreSession) coreSession;
        sink = new JettySink(core, endPoint);
        pongs = new PongReplies(core::send);
        parts.metrics().opened(Transport.WEBSOCKET);
        endPoint.upgraded(this);
        try {
            session = parts.sessions().open(access.guard(sink), controlMessages);
            handshake
                    .subscriptions()
                    .forEach(s -> session.subscribe(s.pattern(), s.minPriority(), null, null));
        } catch (RuntimeException e) {
            fail(e);
        }
        handshake = null;
        callback.succeeded();
        if (claimedTooMuch) sink.close(CloseReason.TOO_LARGE);
        core.demand();
    }

    /**
     * Bytes as they came, before Jetty reads frames from them. Those that came with the handshake
     * are seen before the connection is open.
     */
    @Override
    public void onBytes(ByteBuffer bytes) {
        claimedTooMuch |= !headers.accept(bytes);
        if (claimedTooMuch && sink != null) sink.close(CloseReason.TOO_LARGE);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heardNanos = parts.nanoClock().getAsLong();
        pinged = false;
        try {
            if (frame.getOpCode() == OpCode.CLOSE) core.clientClosed();
            else if (!core.isClosing()) receive(frame);
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
        }
        callback.succeeded();
        if (!handedOver) core.demand();
        handedOver = false;
    }

    private void receive(Frame frame) {
        if (frame.getOpCode() == OpCode.PONG && answersProbe(frame.getPayload())) return;
        rateState = parts.rate().next(rateState, heardNanos);
        if (rateState == RateLimit.EXCEEDED) {
            sink.close(CloseReason.RATE);
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.PING -> pongs.reply(frame.getPayload());
            case OpCode.BINARY -> sink.close(CloseReason.BINARY);
            case OpCode.TEXT, OpCode.CONTINUATION -> receiveText(frame);
            default -> {
                // A pong: it was heard, and that is all it is for.
            }
        }
    }

    /** Such a pong was asked for, and does not count for the rate. */
    private boolean answersProbe(ByteBuffer pong) {
        if (pong.remaining() != Long.BYTES) return false;
        long probe = pong.getLong(pong.position());
        if (probe <= lastAnswered || probe > sink.lastProbe()) return false;
        lastAnswered = probe;
        session.answered(probe, heardNanos);
        return true;
    }

    private void receiveText(Frame frame) {
        switch (assembler.add(frame.getPayload(), frame.isFin())) {
            case COMPLETE -> receive(assembler.takeText());
            case TOO_LARGE -> sink.close(CloseReason.TOO_LARGE);
            case NOT_UTF_8 -> sink.close(CloseReason.MALFORMED);
            case INCOMPLETE -> {
                // The rest is still to come.
            }
        }
    }

    private void receive(String text) {
        if (!controlMessages) {
            sink.close(CloseReason.FORBIDDEN);
            return;
        }
        ClientMessage message = parts.reader().read(text);
        parts.metrics().received(message);
        if (message instanceof ClientMessage.Refusal refusal) {
            refuse(refusal);
            return;
        }
        malformedInARow = 0;
        if (message instanceof ClientMessage.Subscribe m) subscribe(m);
        else if (message instanceof ClientMessage.Unsubscribe m)
            session.unsubscribe(m.channel(), m.ref());
        else if (message instanceof ClientMessage.Auth m) show(m);
        else if (message instanceof ClientMessage.Publish m) publish(m);
        else if (message instanceof ClientMessage.Ack m) session.acknowledge(m.positions());
        else if (message instanceof ClientMessage.Ping m)
            session.send(new ServerMessage.Pong(m.ref()));
    }

    /**
     * To verify a signature takes long for a thread that reads from many clients, so another does.
     * Until then nothing more is read from this one: what follows is judged by the new token.
     */
    private void show(ClientMessage.Auth m) {
        core.executor().execute(() -> shown(m));
        handedOver = true;
    }

    private void shown(ClientMessage.Auth m) {
        try {
            access.show(m.token(), m.ref(), session);
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
        }
        core.demand();
    }

    private void subscribe(ClientMessage.Subscribe m) {
        if (access.refuses(m.channel(), m.ref(), session)) return;
        if (m.since() == null)
            session.subscribe(m.channel(), m.minPriority(), m.cursor(), m.ack(), m.ref());
        else session.subscribeSince(m.channel(), m.minPriority(), m.since(), m.ack(), m.ref());
    }

    /** Answered when Kafka has answered, and from its thread: that only posts to the session. */
    private void publish(ClientMessage.Publish m) {
        if (access.refusesPublishing(m.ref(), session)) return;
        Session to = session;
        if (unanswered >= MOST_UNANSWERED) {
            to.send(new ServerMessage.Refused(ErrorCode.UNAVAILABLE, TOO_MANY, m.ref()));
            return;
        }
        UNANSWERED.incrementAndGet(this);
        var client = parts.rates().client(access.identity(), endPoint.clientAddress());
        var unused =
                parts.publishing()
                        .message(client, m::event)
                        .thenAccept(
                                o -> {
                                    UNANSWERED.decrementAndGet(this);
                                    to.send(PublishAnswers.message(o, m.ref()));
                                });
    }

    private void refuse(ClientMessage.Refusal refusal) {
        malformedInARow = refusal.code() == ErrorCode.MALFORMED ? malformedInARow + 1 : 0;
        if (malformedInARow >= MOST_MALFORMED) sink.close(CloseReason.MALFORMED);
        else
            session.send(
                    new ServerMessage.Refused(refusal.code(), refusal.message(), refusal.ref()));
    }

    /** A heartbeat for one that is quiet; the end of one that is silent or half closed. */
    @Override
    public void onTick(long nowNanos) {
        core.abortIfOverdue(nowNanos);
        if (core.isClosing()) return;
        CloseReason ended = access.ended(nowNanos);
        if (ended != null) {
            sink.close(ended);
            return;
        }
        long heartbeat = parts.settings().heartbeat().toNanos();
        long quiet = Math.min(nowNanos - heardNanos, quietlyReading(nowNanos));
        if (quiet >= 2 * heartbeat) sink.close(CloseReason.IDLE);
        else if (quiet >= heartbeat && !pinged) {
            pinged = true;
            core.send(new Frame(OpCode.PING), Callback.NOOP);
        }
    }

    /**
     * For how long it has not been seen to read a message that it takes in pieces: the answer to a
     * ping behind that message has to wait.
     */
    private long quietlyReading(long nowNanos) {
        return endPoint.takenBytes() == 0 ? Long.MAX_VALUE : nowNanos - endPoint.takenNanos();
    }

    /** Closes it; the result is complete when the close frame is out, or was before. */
    @Override
    public CompletableFuture<Void> close(CloseReason reason) {
        if (core.isClosing()) return CompletableFuture.completedFuture(null);
        var closed = new Callback.Completable();
        core.close(reason, closed);
        return closed;
    }

    private void fail(Throwable cause) {
        LOG.atError().setCause(cause).addKeyValue("session", id()).log("A session failed");
        sink.close(CloseReason.INTERNAL);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.atDebug().setCause(cause).addKeyValue("session", id()).log("A connection broke");
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        parts.metrics().closed(Transport.WEBSOCKET, core.endedBy());
        try {
            if (session != null) session.disconnected();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("session", id()).log("A session failed to end");
        }
        callback.succeeded();
    }

    private String id() {
        return session == null ? "none" : session.id();
    }
}
