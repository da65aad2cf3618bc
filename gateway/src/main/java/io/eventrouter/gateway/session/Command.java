package io.eventrouter.gateway.session;

/** What another thread asks of a worker; run on the worker's thread. */
interface Command {
    void run();

    /** The session it is for, which is closed when it fails; null for none. */
    default LiveSession session() {
        return null;
    }
}
