package io.eventrouter.gateway.routing;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;

/**
 * One recipient's wish for the events of one pattern, down to a level. The handle by which it is
 * changed and ended. Confined to its worker's thread.
 */
public final class Subscription<R extends Recipient> {
    private final R recipient;
    private int leastRank;
    private Gate gate;
    private SubscriberSet<R> set;
    private int place;

    Subscription(R recipient, int leastRank) {
        this.recipient = recipient;
        this.leastRank = leastRank;
    }

    /** The pattern; one object for all who subscribe to the same. */
    public ChannelPattern pattern() {
        return set.pattern();
    }

    /** Admits events from the most urgent level down to that rank, from the next event on. */
    public void admitDownTo(int rank) {
        leastRank = rank;
    }

    /** Admits no more than the gate does, until it is taken away. */
    public void holdBack(Gate newGate) {
        gate = newGate;
    }

    /** Takes that gate away, if it is the present one. */
    public void open(Gate former) {
        if (gate == former) gate = null;
    }

    R recipient() {
        return recipient;
    }

    /** Whether an event of that level is wanted, wherever it is. */
    public boolean wants(int rank) {
        return rank <= leastRank;
    }

    boolean admits(int rank, Position position) {
        return rank <= leastRank && (gate == null || gate.admits(position));
    }

    SubscriberSet<R> set() {
        return set;
    }

    int place() {
        return place;
    }

    /** Where it stands in its set, for a removal that need not search. */
    void placeAt(SubscriberSet<R> newSet, int newPlace) {
        set = newSet;
        place = newPlace;
    }
}
