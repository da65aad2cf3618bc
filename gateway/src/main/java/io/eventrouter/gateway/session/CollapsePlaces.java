package io.eventrouter.gateway.session;

import io.eventrouter.gateway.session.Waiting.Replaceable;
import java.util.HashMap;
import java.util.Map;

/**
 * The places in a session's queue whose events may be replaced, by their collapse keys. Confined to
 * its worker's thread.
 */
final class CollapsePlaces {
    private final Map<CollapseKey, Replaceable> places = new HashMap<>(2);

    /** The place of an event that it replaces; null for none. */
    Replaceable of(Delivery delivery) {
        return delivery.collapseKey() == null ? null : places.get(delivery.collapseKey());
    }

    /** Makes a place for an event; one without a key is its own. */
    Waiting make(Delivery delivery) {
        if (delivery.collapseKey() == null) return delivery;
        var place = new Replaceable(delivery);
        places.put(delivery.collapseKey(), place);
        return place;
    }

    /** It has left the queue. */
    void remove(Delivery gone) {
        if (gone.collapseKey() != null) places.remove(gone.collapseKey());
    }

    void clear() {
        places.clear();
    }
}
