package io.eventrouter.benchmarks.fanout.load;

import java.util.ArrayDeque;

/**
 * Opens sessions at a fixed rate, and closes each some time after. They subscribe to what all
 * subscribe to; what they receive is not measured. Confined to the loop's thread.
 */
final class Churning implements SessionLoop.Step {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final SessionLoop loop;
    private final Target target;
    private final int perSecond;
    private final int alive;
    private final ArrayDeque<ClientSession> sessions = new ArrayDeque<>();
    private long startNanos;
    private long begun;
    private long closedOpen;
    private boolean ended;

    /**
     * @param alive how many there are at once
     */
    Churning(SessionLoop loop, Target target, int perSecond, int alive) {
        this.loop = loop;
        this.target = target;
        this.perSecond = perSecond;
        this.alive = alive;
    }

    @Override
    public long run(long nowNanos) {
        if (startNanos == 0) startNanos = nowNanos;
        if (ended) {
            while (!sessions.isEmpty()) close();
            return -1;
        }
        long due = (nowNanos - startNanos) * perSecond / NANOS_PER_SECOND;
        for (; begun < due; begun++) {
            sessions.add(loop.connect(target.port(), target.handshake(0), false));
            if (sessions.size() > alive) close();
        }
        return LOOK_AGAIN_NANOS;
    }

    private void close() {
        ClientSession oldest = sessions.remove();
        if (oldest.state() == ClientSession.State.OPEN) closedOpen++;
        oldest.close();
    }

    void end() {
        ended = true;
    }

    /** Sessions that came to be open and were closed by us. */
    long completed() {
        return closedOpen;
    }
}
