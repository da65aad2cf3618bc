package io.eventrouter.gateway.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks admin ports over HTTP: bounded in time and size, following no redirect. Thread-safe, as
 * Java's client is.
 */
final class NodeClient {
    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_TEXT = 300;

    private final Duration limit;
    private final HttpClient client;

    /**
     * @param limit for one answer
     */
    NodeClient(Duration limit) {
        this.limit = limit;
        client =
                HttpClient.newBuilder()
                        .connectTimeout(limit)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    CompletableFuture<HttpResponse<String>> get(URI node, String path) {
        return send(HttpRequest.newBuilder(node.resolve(path)).GET());
    }

    CompletableFuture<HttpResponse<String>> delete(URI node, String path) {
        return send(HttpRequest.newBuilder(node.resolve(path)).DELETE());
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(
                request.timeout(limit).build(), head -> new BoundedBody(MOST_BYTES));
    }

    /** Why there was no answer, for a person. */
    String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException)
            return "does not answer within " + limit.toSeconds() + " s";
        String text = cause.getMessage();
        return PlainText.shortened(
                text == null ? cause.getClass().getSimpleName() : text, MOST_TEXT);
    }
}
