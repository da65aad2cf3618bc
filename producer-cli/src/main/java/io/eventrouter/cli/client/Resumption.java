package io.eventrouter.cli.client;

import io.eventrouter.cli.client.ServerMessage.Lost;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What outlives a connection: where each subscription goes on, and which positions have been seen.
 * Confined to the client's thread.
 *
 * <p>A subscription goes on at the latest checkpoint that came while it held. Before there is one
 * it is asked for as at first, or at the cursor that the gateway had given when it confirmed: never
 * at the welcome of a later connection, which knows nothing of what was missed.
 */
final class Resumption {
    private final Map<Subscription, Place> places = new LinkedHashMap<>();
    private final PositionWindow seen = new PositionWindow(PositionWindow.WORDS_PER_PARTITION);

    Resumption(List<Subscription> subscriptions, List<String> known) {
        for (Subscription subscription : subscriptions)
            places.put(subscription, new Place(subscription.start()));
        known.forEach(this::isNew);
    }

    /** Where to ask for it to begin. */
    Start startOf(Subscription subscription) {
        return places.get(subscription).start;
    }

    /** A connection begins: nothing holds on it yet. */
    void connecting() {
        places.values().forEach(place -> place.confirmed = false);
    }

    /**
     * A subscription holds from here on.
     *
     * @param cursor the latest that the gateway gave on this connection, where it gave one
     * @return the gap, where it could not go on where it was
     */
    Optional<Gap> confirmed(Subscription subscription, Subscribed answer, Optional<String> cursor) {
        Place place = places.get(subscription);
        place.confirmed = true;
        boolean whole = !(place.start instanceof Start.AtCursor && answer.isUnrecovered());
        if (!whole) return Optional.of(lost(subscription, place, answer.lost(), cursor));
        if (place.start instanceof Start.Now) place.start = now(cursor);
        return Optional.empty();
    }

    /** What is still there follows, where it is known what is not. */
    private Gap lost(
            Subscription subscription, Place place, Optional<Lost> lost, Optional<String> cursor) {
        // Else positions may be given a second time, so none is known any more.
        if (lost.isEmpty()) seen.clear();
        place.start = lost.map(l -> at(l.to())).orElseGet(() -> now(cursor));
        return Gap.unrecovered(subscription.channel().text(), lost.map(Lost::count).orElse(0L));
    }

    private static Start now(Optional<String> cursor) {
        return cursor.map(Resumption::at).orElse(Start.NOW);
    }

    /**
     * All before it has been handed on, for the subscriptions that hold.
     *
     * @return whether all of them do, so that it is a place to go on for the client as a whole
     */
    boolean checkpoint(String cursor) {
        boolean all = true;
        for (Place place : places.values()) {
            if (place.confirmed) place.start = at(cursor);
            else all = false;
        }
        return all;
    }

    /** Whether that position has not been seen; text that is no position is always new. */
    boolean isNew(String position) {
        try {
            return seen.add(Position.parse(position));
        } catch (InvalidEventException e) {
            return true;
        }
    }

    private static Start at(String cursor) {
        return new Start.AtCursor(cursor);
    }

    private static final class Place {
        private Start start;
        private boolean confirmed;

        Place(Start start) {
            this.start = start;
        }
    }
}
