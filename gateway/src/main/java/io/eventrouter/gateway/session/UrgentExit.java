package io.eventrouter.gateway.session;

/**
 * Lets out the events of express levels alone, of those that another exit lets out. One object
 * serves all sessions of a worker, one write at a time; confined to its thread.
 */
final class UrgentExit implements Exit {
    private final int weightedRanks;
    private Exit inner = Exit.OPEN;

    /**
     * @param weightedRanks one bit for each rank that is not express
     */
    UrgentExit(int weightedRanks) {
        this.weightedRanks = weightedRanks;
    }

    /** This one, for the write that is made up now. */
    Exit before(Exit other) {
        inner = other;
        return this;
    }

    @Override
    public int held() {
        return inner.held() | weightedRanks;
    }

    @Override
    public void passes(Delivery delivery) {
        inner.passes(delivery);
    }

    @Override
    public boolean lets(ServerMessage.Checkpoint checkpoint) {
        return inner.lets(checkpoint);
    }
}
