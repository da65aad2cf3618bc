package io.eventrouter.gateway.session;

import java.util.List;

/**
 * Where a session's messages go: one connection. A narrow port, so that another way of writing can
 * stand behind it.
 *
 * <p>At most one {@link #write} is in flight: the session starts the next one only after the {@link
 * Completion} of the last was called. All methods may be called on any thread and never block.
 */
public interface FrameSink {
    /**
     * Writes the messages in their order, gathered into as few writes as can be.
     *
     * @param messages not empty; not changed until completion
     * @param completion called exactly once, on any thread, possibly before this method returns
     */
    void write(List<Outbound> messages, Completion completion);

    /**
     * Sends a close frame and lets the connection go, at once if a write is stuck. What is queued
     * behind is not sent. Repeated calls do nothing.
     */
    void close(CloseReason reason);

    /**
     * A number that changes whenever the connection takes more of a write that it could not take at
     * once: whether one that has not completed makes progress.
     */
    long progress();

    /** Whether a {@link Probe} can be written, and its pong comes back to the session. */
    default boolean answersPings() {
        return false;
    }

    /**
     * A write is near: reads what it will have to read, so that the processor has it at hand by
     * then. On the thread that will call {@link #write}; changes nothing.
     *
     * @return means nothing, but depends on all that was read, which else could be left out
     */
    default int prefetch() {
        return 0;
    }

    /** Of the client, or of the proxy before it, for operators; empty where it is not known. */
    default String address() {
        return "";
    }

    /** Whom the client's token names, for operators; empty without one. */
    default String subject() {
        return "";
    }

    /** What became of a write. */
    interface Completion {
        /** All of it was handed to the socket. */
        void written();

        /** Some of it was not, for whatever reason: the session is over, and closes the sink. */
        void failed(Throwable cause);
    }
}
