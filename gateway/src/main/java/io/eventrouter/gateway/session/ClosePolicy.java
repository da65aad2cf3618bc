package io.eventrouter.gateway.session;

/** What is still sent before a close, by its reason. Stateless. */
final class ClosePolicy {
    private ClosePolicy() {}

    /** Whether what waits is written first; if not, the connection is let go at once. */
    static boolean waits(CloseReason reason) {
        return switch (reason) {
            case IDLE, SLOW_CONSUMER, INTERNAL, KICKED -> false;
            default -> true;
        };
    }

    /**
     * Whether waiting events are among it. A client that broke the rules or has lost its permission
     * is sent the messages that say so, and no event more.
     */
    static boolean sendsEvents(CloseReason reason) {
        return reason == CloseReason.NORMAL || reason == CloseReason.DRAINING;
    }
}
