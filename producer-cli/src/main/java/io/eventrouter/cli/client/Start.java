package io.eventrouter.cli.client;

import java.time.Instant;
import java.util.List;

/** Where a subscription begins. Immutable. */
public sealed interface Start {
    /** With what is published from now on. */
    Start NOW = new Now();

    record Now() implements Start {}

    /**
     * Where a client was before.
     *
     * @param cursor as the gateway gave it
     * @param seen positions of events past the cursor that are known already, and not to be handed
     *     on again; text that is not a position is ignored
     */
    record AtCursor(String cursor, List<String> seen) implements Start {
        public AtCursor {
            if (cursor.isBlank())
                throw new IllegalArgumentException("a cursor has one character or more");
            seen = List.copyOf(seen);
        }
    }

    /** With what was published since then, as far as it is kept. */
    record At(Instant time) implements Start {}

    /** With the oldest event that is kept. */
    record Earliest() implements Start {}
}
