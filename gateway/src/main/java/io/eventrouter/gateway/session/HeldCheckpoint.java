package io.eventrouter.gateway.session;

import io.eventrouter.gateway.ack.Unacked;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;

/**
 * Where a checkpoint waits, all events before it having been sent, until none of them is
 * unacknowledged. Events that are sent meanwhile do not hold it up. Confined to the session's
 * worker.
 */
final class HeldCheckpoint {
    private final Unacked unacked;
    private Checkpoint waiting;
    private long mark;
    private Checkpoint released;

    HeldCheckpoint(Unacked unacked) {
        this.unacked = unacked;
    }

    /**
     * Whether that checkpoint may go out; if not, it waits here, in place of one that does. One
     * that was released may go, whatever has been sent since.
     */
    boolean lets(Checkpoint next) {
        boolean passes = next.equals(released) || unacked.lowest() == unacked.mark();
        released = null;
        if (passes) return true;
        waiting = next;
        mark = unacked.mark();
        return false;
    }

    /** The one that waits, if it need not wait any more; else null. */
    Checkpoint release() {
        if (waiting == null || unacked.lowest() < mark) return null;
        released = waiting;
        waiting = null;
        return released;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    /** Takes it back; returns whether one waited. */
    boolean withdraw() {
        boolean withdrawn = waiting != null;
        waiting = null;
        released = null;
        return withdrawn;
    }
}
