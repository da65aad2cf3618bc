package io.eventrouter.gateway.console;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The slowest sessions: the gateway's own, and those of the other gateways that the settings name.
 * Confined to its turn, but for {@link #view()}.
 */
final class SessionsRound implements Round {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final OwnSessions own;
    private final List<URI> nodes;
    private volatile SessionsView view;
    private SessionsProbe probe;

    SessionsRound(OwnSessions own, List<URI> nodes) {
        this.own = own;
        this.nodes = nodes;
    }

    /** Null before the first read, and once nobody has looked for a while; any thread. */
    SessionsView view() {
        return view;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public void read() {
        if (probe == null) probe = new SessionsProbe(LIMIT);
        NodeAddresses.Found addresses = NodeAddresses.of(nodes);
        List<CompletableFuture<SessionsProbe.Outcome>> asked =
                addresses.nodes().stream().map(probe::ask).toList();
        var answers = new ArrayList<SessionsAnswer>();
        var silent = new ArrayList<String>();
        answers.add(own());
        for (URI node : addresses.nameless()) silent.add(node + ": the name has no address");
        for (var answer : asked) {
            SessionsProbe.Outcome outcome = answer.join();
            if (outcome instanceof SessionsProbe.Answered given) answers.add(given.answer());
            else if (outcome instanceof SessionsProbe.Silent none) silent.add(none.reason());
        }
        view = SessionsView.merged(answers, silent);
    }

    private SessionsAnswer own() {
        return new SessionsAnswer(
                Optional.empty(),
                own.instance(),
                own.gateway().get(),
                own.open().getAsLong(),
                own.questions()
                        .slowest(SessionsView.MOST)
                        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .join());
    }

    @Override
    public void rest() {
        probe = null;
        view = null;
    }
}
