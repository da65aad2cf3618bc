package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.LevelQueues;

/**
 * A checkpoint that waits in a queue for all events that were there before it. Each level is first
 * in, first out, so it is enough to count how many of each are still to go. Confined to its
 * worker's thread.
 */
final class Barrier {
    private final ServerMessage.Checkpoint checkpoint;
    private final int[] before;
    private int left;

    Barrier(ServerMessage.Checkpoint checkpoint, LevelQueues<?> events, int levels) {
        this.checkpoint = checkpoint;
        before = new int[levels];
        for (int rank = 0; rank < levels; rank++) before[rank] = events.size(rank);
        left = events.size();
    }

    /** The first event of that level has left the queue; returns whether the barrier is passed. */
    boolean left(int rank) {
        if (before[rank] > 0) {
            before[rank]--;
            left--;
        }
        return left == 0;
    }

    ServerMessage.Checkpoint checkpoint() {
        return checkpoint;
    }
}
