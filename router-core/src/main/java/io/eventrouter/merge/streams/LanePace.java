package io.eventrouter.merge.streams;

/** How fast a lane may go beside the other. Thread-safe: called by all stream threads of a lane. */
interface LanePace {
    /** As fast as it can. */
    LanePace FREE = () -> {};

    /** A record is about to be routed; returns when it may, within milliseconds. */
    void next();

    /** Whether it wants to know how far behind the lane's consumers are. */
    default boolean watchesLag() {
        return false;
    }

    /**
     * One of the lane's consumers has polled.
     *
     * @param records that are on the brokers for it, as far as it knows
     */
    default void lag(long records) {}
}
