package io.eventrouter.cli.client;

import java.time.Instant;

/** Where a subscription begins. Immutable. */
public sealed interface Start {
    /** With what is published from now on. */
    Start NOW = new Now();

    record Now() implements Start {}

    /**
     * Where a client was before.
     *
     * @param cursor as the gateway gave it
     */
    record AtCursor(String cursor) implements Start {
        public AtCursor {
            if (cursor.isBlank())
                throw new IllegalArgumentException("a cursor has one character or more");
        }
    }

    /** With what was published since then, as far as it is kept. */
    record At(Instant time) implements Start {}

    /** With the oldest event that is kept. */
    record Earliest() implements Start {}
}
