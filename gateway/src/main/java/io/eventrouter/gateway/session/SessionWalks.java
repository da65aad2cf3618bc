package io.eventrouter.gateway.session;

import java.util.ArrayDeque;
import java.util.Queue;

/** The walks through one worker's sessions, one after the other. Confined to its thread. */
final class SessionWalks {
    private final Queue<SessionWalk> waiting = new ArrayDeque<>();

    void add(SessionWalk walk) {
        waiting.add(walk);
    }

    /** Takes the first one some way; returns how much was done. */
    int step() {
        SessionWalk first = waiting.peek();
        if (first == null) return 0;
        if (first.step()) waiting.remove();
        return 1;
    }

    /** The worker ends: nobody is to wait for it. */
    void finish() {
        while (!waiting.isEmpty()) step();
    }
}
