package io.eventrouter.gateway.routing;

/** Who can be found by the index: a session. Confined to its worker's thread. */
public interface Recipient {
    /**
     * Claims this recipient for one event, so that it is visited once however many of its
     * subscriptions match.
     *
     * @param visit a number that the index gives to no other event
     * @return false when it was claimed by that visit before
     */
    boolean claim(long visit);
}
