package io.eventrouter.gateway.console;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Priority;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/**
 * What the page at {@code /} is told, and what it may have done. Who may is decided before. Thread-
 * safe; no call waits.
 */
public interface ConsoleDesk {
    /**
     * What who looks may do; the page offers no more.
     *
     * @param kick close sessions
     * @param replay replay dead letters, as far as channel and level allow
     */
    record Rights(boolean kick, boolean replay) {}

    /** Levels, routers and nodes, as JSON. */
    String status(Rights rights);

    /** The newest dead letters, as JSON; {@code null} while they are not known. */
    String letters();

    /**
     * The slowest sessions, as JSON; {@code null} while they are not known.
     *
     * @param whose whether addresses and users of clients are among it
     */
    String sessions(boolean whose);

    /**
     * Closes a session as 1012 {@code kicked}.
     *
     * @param who asks, for the log
     * @return completes within some seconds, never exceptionally
     */
    CompletableFuture<KickOutcome> kick(String session, String who);

    /**
     * Replays a dead letter, or says what would happen.
     *
     * @param mayPublish whether who asks may publish to that channel at that level
     * @param who asks, for the log
     * @return completes in bounded time, never exceptionally
     */
    CompletableFuture<ReplayOutcome> replay(
            ReplayRequest request, BiPredicate<Channel, Priority> mayPublish, String who);
}
