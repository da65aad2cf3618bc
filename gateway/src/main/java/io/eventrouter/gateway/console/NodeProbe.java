package io.eventrouter.gateway.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one admin port how its node does: {@code /health/ready} and {@code /metrics}, bounded in
 * time and size, following no redirect. Thread-safe, as the client is.
 */
final class NodeProbe {
    private static final int MOST_BYTES = 2 << 20;

    private final Duration limit;
    private final HttpClient client;

    /**
     * @param limit for both answers together
     */
    NodeProbe(Duration limit) {
        this.limit = limit;
        client =
                HttpClient.newBuilder()
                        .connectTimeout(limit)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    /** Completes within the limit, never exceptionally. */
    CompletableFuture<NodeView> ask(URI node) {
        String address = node.toString();
        CompletableFuture<HttpResponse<String>> health = get(node, "/health/ready");
        CompletableFuture<HttpResponse<String>> metrics = get(node, "/metrics");
        return health.thenCombine(metrics, (h, m) -> view(address, h, m))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> NodeView.unreachable(address, reason(failure)))
                .whenComplete(
                        (view, failure) -> {
                            health.cancel(true);
                            metrics.cancel(true);
                        });
    }

    private CompletableFuture<HttpResponse<String>> get(URI node, String path) {
        var request = HttpRequest.newBuilder(node.resolve(path)).timeout(limit).build();
        return client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
    }

    private static NodeView view(
            String address, HttpResponse<String> health, HttpResponse<String> metrics) {
        int status = health.statusCode();
        if (status != 200 && status != 503)
            return NodeView.unreachable(
                    address, "answers " + status + ": is that an admin port of ours?");
        List<NodeView.Check> checks = NodeText.checks(health.body());
        String failing =
                String.join(
                        "; ",
                        checks.stream()
                                .filter(c -> !c.healthy())
                                .map(c -> c.name() + ": " + c.detail())
                                .toList());
        Map<String, Double> figures =
                metrics.statusCode() == 200 ? NodeText.figures(metrics.body()) : Map.of();
        String state = status == 200 ? "ready" : "not ready";
        return new NodeView(address, state, failing, checks, figures);
    }

    private String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException)
            return "does not answer within " + limit.toSeconds() + " s";
        String text = cause.getMessage();
        return PlainText.shortened(text == null ? cause.getClass().getSimpleName() : text, 300);
    }
}
