package io.eventrouter.gateway.session;

/**
 * Says what may leave a session's queue for a write, and is told what does. Confined to the
 * session's worker.
 */
interface Exit {
    /** Of a session that acknowledges nothing: all may go, and nothing is noted. */
    Exit OPEN =
            new Exit() {
                @Override
                public int held() {
                    return 0;
                }

                @Override
                public void passes(Delivery delivery) {}

                @Override
                public boolean lets(ServerMessage.Checkpoint checkpoint) {
                    return true;
                }
            };

    /** One bit for each rank whose events have to wait. */
    int held();

    /** That event goes out with the next write. */
    void passes(Delivery delivery);

    /**
     * Whether a checkpoint whose events have all left the queue may go out; if not, it is kept here
     * until it may.
     */
    boolean lets(ServerMessage.Checkpoint checkpoint);
}
