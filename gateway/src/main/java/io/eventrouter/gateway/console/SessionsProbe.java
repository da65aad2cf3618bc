package io.eventrouter.gateway.console;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks admin ports for their gateways' slowest sessions, and to close one. Thread-safe, as the
 * client is.
 */
final class SessionsProbe {
    private final Duration limit;
    private final NodeClient client;

    /**
     * @param limit for one answer
     */
    SessionsProbe(Duration limit) {
        this.limit = limit;
        client = new NodeClient(limit);
    }

    /** What became of asking. */
    sealed interface Outcome {}

    record Answered(SessionsAnswer answer) implements Outcome {}

    /** It is a router, or has no sessions for another reason. */
    record NoGateway() implements Outcome {}

    /**
     * @param reason which node, and why
     */
    record Silent(String reason) implements Outcome {}

    /** Completes within the limit, never exceptionally. */
    CompletableFuture<Outcome> ask(URI node) {
        CompletableFuture<HttpResponse<String>> answer =
                client.get(node, "/sessions?limit=" + SessionsView.MOST);
        return answer.thenApply(a -> read(node, a))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> new Silent(node + " " + client.reason(e)))
                .whenComplete((outcome, failure) -> answer.cancel(true));
    }

    private static Outcome read(URI node, HttpResponse<String> answer) {
        if (answer.statusCode() == 404) return new NoGateway();
        if (answer.statusCode() != 200) return new Silent(node + " answers " + answer.statusCode());
        return SessionsAnswer.read(node, answer.body())
                .<Outcome>map(Answered::new)
                .orElseGet(() -> new Silent(node + " does not list sessions"));
    }

    /** Closes the session of that id there. Completes within the limit, never exceptionally. */
    CompletableFuture<KickOutcome> kick(URI node, String id) {
        CompletableFuture<HttpResponse<String>> answer = client.delete(node, "/sessions/" + id);
        return answer.thenApply(SessionsProbe::kicked)
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> KickOutcome.UNREACHABLE)
                .whenComplete((outcome, failure) -> answer.cancel(true));
    }

    private static KickOutcome kicked(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> KickOutcome.KICKED;
            case 404 -> KickOutcome.GONE;
            default -> KickOutcome.UNREACHABLE;
        };
    }
}
