package io.eventrouter.gateway.console;

/**
 * Something that is read again and again while somebody looks. Its calls follow each other, so what
 * it holds is confined to them.
 */
interface Round {
    /** What is read, for the log. */
    String name();

    /** Reads it; may take some seconds, in bounded time. */
    void read();

    /**
     * Nobody looks any more: lets go of connections. Called often; does nothing the second time.
     */
    void rest();
}
