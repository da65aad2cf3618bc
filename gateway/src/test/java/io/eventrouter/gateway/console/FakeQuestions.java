package io.eventrouter.gateway.console;

import io.eventrouter.gateway.session.SessionQuestions;
import io.eventrouter.gateway.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A gateway's own sessions, in memory; kicks can be held back. Confined to one thread. */
final class FakeQuestions implements SessionQuestions {
    final List<SessionReport> sessions = new ArrayList<>();
    final List<String> kicked = new ArrayList<>();
    final List<CompletableFuture<Optional<SessionReport>>> held = new ArrayList<>();
    boolean holds;

    FakeQuestions(SessionReport... sessions) {
        this.sessions.addAll(List.of(sessions));
    }

    OwnSessions own(String instance) {
        return new OwnSessions(instance, () -> "gw-own", sessions::size, this);
    }

    @Override
    public CompletableFuture<List<SessionReport>> slowest(int limit) {
        return CompletableFuture.completedFuture(List.copyOf(sessions));
    }

    @Override
    public CompletableFuture<Optional<SessionReport>> find(String id) {
        return CompletableFuture.completedFuture(report(id));
    }

    @Override
    public CompletableFuture<Optional<SessionReport>> kick(String id) {
        kicked.add(id);
        if (!holds) return CompletableFuture.completedFuture(report(id));
        var later = new CompletableFuture<Optional<SessionReport>>();
        held.add(later);
        return later;
    }

    private Optional<SessionReport> report(String id) {
        return sessions.stream().filter(s -> s.id().equals(id)).findFirst();
    }
}
