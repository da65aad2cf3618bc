package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.replay.StartFrom;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A session as other threads have it: each call is posted to its worker. A client that asks for
 * more than its worker has done, by a bounded number, is closed for its rate.
 *
 * <p>Thread-safe: its parts are final or atomic, and the session itself is touched by the worker
 * only.
 */
final class SessionHandle implements Session {
    private final LiveSession session;
    private final Mailbox mailbox;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean flooded = new AtomicBoolean();

    SessionHandle(LiveSession session, Mailbox mailbox, int mostWaiting) {
        this.session = session;
        this.mailbox = mailbox;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public String id() {
        return session.id();
    }

    @Override
    public void subscribe(
            ChannelPattern pattern, Priority minPriority, String cursor, boolean ack, String ref) {
        ask(live -> live.subscriptions().subscribe(pattern, minPriority, cursor, ack, ref));
    }

    @Override
    public void subscribeSince(
            ChannelPattern pattern, Priority minPriority, StartFrom from, boolean ack, String ref) {
        ask(live -> live.subscriptions().subscribeSince(pattern, minPriority, from, ack, ref));
    }

    @Override
    public void acknowledge(List<Position> positions) {
        ask(live -> live.acknowledge(positions));
    }

    @Override
    public void unsubscribe(ChannelPattern pattern, String ref) {
        ask(live -> live.subscriptions().unsubscribe(pattern, ref));
    }

    /** Never refused: what takes a right away cannot be asked for too often. */
    @Override
    public void keepOnly(Predicate<ChannelPattern> allowed) {
        post(live -> live.subscriptions().keepOnly(allowed));
    }

    /** Never refused: there are no more of them than probes under way. */
    @Override
    public void answered(long probe, long nanos) {
        post(live -> live.answered(probe, nanos));
    }

    @Override
    public void send(ServerMessage message) {
        ask(live -> live.send(message));
    }

    /** Never refused: what ends a session cannot be asked for too often. */
    @Override
    public void close(CloseReason reason) {
        post(live -> live.close(reason));
    }

    @Override
    public void disconnected() {
        post(LiveSession::disconnected);
    }

    private void ask(Consumer<LiveSession> action) {
        if (flooded.get()) return;
        if (waiting.get() < mostWaiting) post(action);
        else if (flooded.compareAndSet(false, true)) post(live -> live.close(CloseReason.RATE));
    }

    private void post(Consumer<LiveSession> action) {
        waiting.incrementAndGet();
        mailbox.post(new Asked(action));
    }

    private final class Asked implements Command {
        private final Consumer<LiveSession> action;

        Asked(Consumer<LiveSession> action) {
            this.action = action;
        }

        @Override
        public void run() {
            waiting.decrementAndGet();
            action.accept(session);
        }

        @Override
        public LiveSession session() {
            return session;
        }
    }
}
