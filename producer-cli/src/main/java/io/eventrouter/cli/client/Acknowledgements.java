package io.eventrouter.cli.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Gathers the positions of events that have been handled, since a client may send some fifty
 * messages a second. Bounded: with more than {@value #MOST} waiting for a connection the oldest are
 * forgotten, and their events come again. Confined to the client's thread.
 */
final class Acknowledgements {
    /** For how long they are gathered. */
    static final Duration PAUSE = Duration.ofMillis(50);

    private static final int PER_MESSAGE = 256;
    private static final int MOST = 10_000;

    private final Queue<String> positions = new ArrayDeque<>();
    private final Runnable sendSoon;
    private boolean soon;

    /**
     * @param sendSoon has {@link #send} called after {@link #PAUSE}, if there is a connection then
     */
    Acknowledgements(Runnable sendSoon) {
        this.sendSoon = sendSoon;
    }

    void add(String position) {
        positions.add(position);
        if (positions.size() > MOST) positions.remove();
        if (soon) return;
        soon = true;
        sendSoon.run();
    }

    /** Sends all of them. */
    void send(Consumer<String> link) {
        soon = false;
        while (!positions.isEmpty()) {
            List<String> some = new ArrayList<>();
            while (some.size() < PER_MESSAGE && !positions.isEmpty()) some.add(positions.remove());
            link.accept(Protocol.acknowledge(some));
        }
    }

    /** There is no connection: they go out once there is one. */
    void keep() {
        soon = false;
    }
}
