package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.OffsetJump;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends that the log has lost while this gateway ran: a cursor into one cannot be told from a
 * later cursor of the same offset, which means other events. Hardly ever holds anything. Confined
 * to its worker's thread.
 */
final class LostTails {
    private final List<OffsetJump> tails = new ArrayList<>();

    /**
     * @param backwards a jump that is so
     */
    void add(OffsetJump backwards) {
        tails.add(backwards);
    }

    boolean contain(long[] next) {
        for (OffsetJump tail : tails) {
            long offset = next[tail.partition()];
            if (tail.to() < offset && offset <= tail.from()) return true;
        }
        return false;
    }
}
