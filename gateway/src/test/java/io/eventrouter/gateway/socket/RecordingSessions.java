package io.eventrouter.gateway.socket;

import static org.awaitility.Awaitility.await;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.CloseReason;
import io.eventrouter.gateway.session.FrameSink;
import io.eventrouter.gateway.session.Outbound;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.Session;
import io.eventrouter.gateway.session.Sessions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Sessions that remember what they were asked, answer as the engine would, and write one message at
 * a time. Thread-safe.
 */
final class RecordingSessions implements Sessions {
    final BlockingQueue<RecordingSession> opened = new LinkedBlockingQueue<>();

    /** When set, the next command fails with it, as a fault of ours would. */
    volatile RuntimeException fault;

    @Override
    public Session open(FrameSink sink, boolean controlMessages) {
        var session = new RecordingSession(sink, controlMessages, "s" + opened.size());
        opened.add(session);
        if (controlMessages)
            session.send(new ServerMessage.Welcome(session.id(), "g1", null, 25, 100, 65_536));
        return session;
    }

    RecordingSession next() throws InterruptedException {
        RecordingSession session = opened.poll(10, TimeUnit.SECONDS);
        if (session == null) throw new AssertionError("no session was opened within 10 s");
        return session;
    }

    private void failIfAsked() {
        RuntimeException failure = fault;
        if (failure != null) throw failure;
    }

    /** One of them. */
    final class RecordingSession implements Session {
        final FrameSink sink;
        final boolean controlMessages;
        final List<String> commands = new CopyOnWriteArrayList<>();
        volatile boolean gone;
        volatile Predicate<ChannelPattern> kept = p -> true;
        private final String id;
        private final Queue<ServerMessage> queue = new ArrayDeque<>();
        private boolean writing;

        private RecordingSession(FrameSink sink, boolean controlMessages, String id) {
            this.sink = sink;
            this.controlMessages = controlMessages;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void subscribe(
                ChannelPattern pattern,
                Priority minPriority,
                String cursor,
                boolean ack,
                String ref) {
            failIfAsked();
            String asked = "subscribe " + pattern + " " + minPriority + " " + cursor + " " + ref;
            commands.add(ack ? asked + " ack" : asked);
            if (controlMessages) send(new ServerMessage.Subscribed(pattern.text(), null, ref));
        }

        @Override
        public void subscribeSince(
                ChannelPattern pattern,
                Priority minPriority,
                StartFrom from,
                boolean ack,
                String ref) {
            failIfAsked();
            String asked = "subscribe " + pattern + " " + minPriority + " " + from + " " + ref;
            commands.add(ack ? asked + " ack" : asked);
            send(new ServerMessage.Subscribed(pattern.text(), null, ref));
        }

        @Override
        public void acknowledge(List<Position> positions) {
            failIfAsked();
            commands.add("ack " + positions);
        }

        @Override
        public void unsubscribe(ChannelPattern pattern, String ref) {
            failIfAsked();
            commands.add("unsubscribe " + pattern + " " + ref);
            send(new ServerMessage.Unsubscribed(pattern.text(), ref));
        }

        @Override
        public void keepOnly(Predicate<ChannelPattern> allowed) {
            commands.add("keepOnly");
            kept = allowed;
        }

        @Override
        public void answered(long probe, long nanos) {
            commands.add("answered " + probe);
        }

        @Override
        public void send(ServerMessage message) {
            failIfAsked();
            synchronized (queue) {
                queue.add(message);
                if (writing) return;
                writing = true;
            }
            writeNext();
        }

        /** Its own answers are written: a test may write now, one write at a time. */
        void awaitAnswered() {
            await().until(() -> !isWriting());
        }

        /** Writes after its own answers; the future says what became of it. */
        CompletableFuture<Void> write(List<? extends Outbound> messages) {
            awaitAnswered();
            var done = new CompletableFuture<Void>();
            sink.write(
                    List.copyOf(messages),
                    new FrameSink.Completion() {
                        @Override
                        public void written() {
                            done.complete(null);
                        }

                        @Override
                        public void failed(Throwable cause) {
                            done.completeExceptionally(cause);
                        }
                    });
            return done;
        }

        private boolean isWriting() {
            synchronized (queue) {
                return writing;
            }
        }

        private void writeNext() {
            List<Outbound> next;
            synchronized (queue) {
                if (queue.isEmpty()) {
                    writing = false;
                    return;
                }
                next = List.of(queue.remove());
            }
            sink.write(
                    next,
                    new FrameSink.Completion() {
                        @Override
                        public void written() {
                            writeNext();
                        }

                        @Override
                        public void failed(Throwable cause) {
                            // The connection is over; disconnected() follows.
                        }
                    });
        }

        @Override
        public void close(CloseReason reason) {
            sink.close(reason);
        }

        @Override
        public void disconnected() {
            gone = true;
        }
    }
}
