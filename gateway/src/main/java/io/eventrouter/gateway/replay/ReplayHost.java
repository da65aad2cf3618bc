package io.eventrouter.gateway.replay;

/** A worker, as the threads see it that read for its sessions. Thread-safe. */
public interface ReplayHost {
    /** Runs it on the worker's thread, in the order of the calls. */
    void post(Runnable task);

    /** On the worker's thread: a window that it looks after until that is closed. */
    void opened(ScanWindow window);
}
