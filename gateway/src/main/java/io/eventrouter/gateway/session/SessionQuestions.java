package io.eventrouter.gateway.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What operators ask about sessions; the answers may take a moment. Thread-safe. */
public interface SessionQuestions {
    /** So many sessions at most, the slowest first. */
    CompletableFuture<List<SessionReport>> slowest(int limit);

    /** The session of that id; empty when there is none. */
    CompletableFuture<Optional<SessionReport>> find(String id);

    /**
     * Closes the session of that id as {@link CloseReason#KICKED}, whatever waits for it.
     *
     * @return how it did; empty when there is none
     */
    CompletableFuture<Optional<SessionReport>> kick(String id);
}
