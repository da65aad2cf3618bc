package io.eventrouter.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** What the JDK's exceptions say of a connection. Stateless. */
final class ConnectFailures {
    private static final long LONGEST_RETRY_AFTER_SECONDS = 3_600;

    private ConnectFailures() {}

    static Disconnection explain(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null)
            cause = cause.getCause();
        if (cause instanceof WebSocketHandshakeException refused)
            return refused(refused.getResponse());
        if (isUnauthorized(cause)) return new Disconnection.Refused(401, Optional.empty());
        if (cause instanceof SSLException)
            return new Disconnection.Unusable("TLS failed: " + cause.getMessage());
        return new Disconnection.Lost(reason(cause));
    }

    private static Disconnection refused(HttpResponse<?> response) {
        Optional<Duration> retryAfter =
                response.headers()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,9}"))
                        .map(Long::parseLong)
                        .map(s -> Duration.ofSeconds(Math.min(s, LONGEST_RETRY_AFTER_SECONDS)));
        return new Disconnection.Refused(response.statusCode(), retryAfter);
    }

    /** The JDK's HTTP client has no other way to tell of a 401 without a challenge in it. */
    private static boolean isUnauthorized(Throwable cause) {
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("WWW-Authenticate header missing");
    }

    private static String reason(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException)
                return "there is no host of that name";
            if (t instanceof HttpTimeoutException) return "no answer in time";
        }
        if (cause instanceof ConnectException)
            return cause.getMessage() == null ? "connection refused" : cause.getMessage();
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : "the connection broke off: " + cause.getMessage();
    }
}
