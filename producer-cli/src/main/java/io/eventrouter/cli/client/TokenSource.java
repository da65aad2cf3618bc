package io.eventrouter.cli.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives the token that a client shows: asked on the client's thread before each connection, and
 * before the token in use expires. It must not block; what takes time completes later.
 */
@FunctionalInterface
public interface TokenSource {
    /** No token is needed. */
    TokenSource NONE = () -> CompletableFuture.completedFuture("");

    /** Completes with a token; with empty text for none; exceptionally when there is none now. */
    CompletionStage<String> token();
}
