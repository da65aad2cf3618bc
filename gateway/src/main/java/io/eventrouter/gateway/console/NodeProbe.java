package io.eventrouter.gateway.console;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks one admin port how its node does: {@code /health/ready} and {@code /metrics}. Thread-safe,
 * as the client is.
 */
final class NodeProbe {
    private final Duration limit;
    private final NodeClient client;

    /**
     * @param limit for both answers together
     */
    NodeProbe(Duration limit) {
        this.limit = limit;
        client = new NodeClient(limit);
    }

    /** Completes within the limit, never exceptionally. */
    CompletableFuture<NodeView> ask(URI node) {
        String address = node.toString();
        CompletableFuture<HttpResponse<String>> health = client.get(node, "/health/ready");
        CompletableFuture<HttpResponse<String>> metrics = client.get(node, "/metrics");
        return health.thenCombine(metrics, (h, m) -> view(address, h, m))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> NodeView.unreachable(address, client.reason(failure)))
                .whenComplete(
                        (view, failure) -> {
                            health.cancel(true);
                            metrics.cancel(true);
                        });
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
}
