package io.eventrouter.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Answers operators' questions about sessions. The workers are asked by their mailboxes, each goes
 * through its own sessions and hands values out. Thread-safe.
 */
final class SessionDesk implements SessionQuestions {
    private final List<Worker> workers;

    SessionDesk(List<Worker> workers) {
        this.workers = List.copyOf(workers);
    }

    @Override
    public CompletableFuture<List<SessionReport>> slowest(int limit) {
        Queue<SessionReport> found = new ConcurrentLinkedQueue<>();
        return onAll(worker -> new SlowestSessions(worker.shard(), limit, found::add))
                .thenApply(unused -> SlowestSessions.merged(found, limit));
    }

    @Override
    public CompletableFuture<Optional<SessionReport>> find(String id) {
        return ask(id, session -> {});
    }

    @Override
    public CompletableFuture<Optional<SessionReport>> kick(String id) {
        return ask(id, session -> session.cut(CloseReason.KICKED));
    }

    private CompletableFuture<Optional<SessionReport>> ask(String id, Action action) {
        Queue<SessionReport> found = new ConcurrentLinkedQueue<>();
        return onAll(worker -> new OneSession(worker.shard(), id, action, found))
                .thenApply(unused -> Optional.ofNullable(found.poll()));
    }

    private CompletableFuture<Void> onAll(Function<Worker, SessionWalk.Visitor> visitors) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (Worker worker : workers) {
            var done = new CompletableFuture<Void>();
            all.add(done);
            var walk = new SessionWalk(worker.shard(), visitors.apply(worker), done);
            worker.mailbox().post(() -> worker.shard().walks().add(walk));
            if (worker.isOver()) done.complete(null); // it has left no session behind
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    }

    private interface Action {
        void on(LiveSession session);
    }

    private record OneSession(Shard shard, String id, Action action, Queue<SessionReport> found)
            implements SessionWalk.Visitor {
        @Override
        public boolean visit(LiveSession session) {
            if (!session.id().equals(id) || session.isOver()) return true;
            found.add(SessionReport.of(session, shard));
            action.on(session);
            return false;
        }

        @Override
        public void ended() {
            // what was found is known already
        }
    }
}
