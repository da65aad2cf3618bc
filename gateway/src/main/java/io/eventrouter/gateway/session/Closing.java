package io.eventrouter.gateway.session;

/** Why a session is closing, and until when it may take. Immutable. */
record Closing(CloseReason reason, long deadlineNanos) {
    boolean isTooLong(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }
}
