package io.eventrouter.cli.client;

import java.time.Duration;

/**
 * Tells a quiet connection from a dead one. The gateway lets no more than a heartbeat pass without
 * sending something; after that and some slack the client asks (a ping), and after two and a half
 * heartbeats of silence the connection counts as dead. Immutable; times in nanoseconds.
 *
 * @param heartbeatNanos what the gateway promised
 */
record Silence(long heartbeatNanos) {
    /** What to do now, and how long to wait before the next look. */
    record Verdict(Step step, long nextLookNanos) {}

    enum Step {
        WAIT,
        PING,
        GIVE_UP
    }

    static Silence ofHeartbeat(Duration heartbeat) {
        return new Silence(Math.max(1, heartbeat.toNanos()));
    }

    /** How long nothing may be heard before the connection counts as dead. */
    Duration longest() {
        return Duration.ofNanos(deadAfter());
    }

    Verdict after(long silentNanos) {
        long askAfter = heartbeatNanos + heartbeatNanos / 4;
        if (silentNanos >= deadAfter()) return new Verdict(Step.GIVE_UP, 0);
        if (silentNanos >= askAfter) return new Verdict(Step.PING, deadAfter() - silentNanos);
        return new Verdict(Step.WAIT, askAfter - silentNanos);
    }

    private long deadAfter() {
        return heartbeatNanos * 5 / 2;
    }
}
