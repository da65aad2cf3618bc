package io.eventrouter.gateway.session;

/**
 * A place in a session's queue: an event, which all sessions share, or where events with a key
 * follow one another a place whose event is replaced. Confined to its worker's thread.
 */
sealed interface Waiting permits Delivery, Waiting.Replaceable {
    /** The event that has the place now. */
    Delivery delivery();

    /** A place that the newest event of its key has. */
    final class Replaceable implements Waiting {
        private Delivery newest;

        Replaceable(Delivery first) {
            newest = first;
        }

        @Override
        public Delivery delivery() {
            return newest;
        }

        void replace(Delivery newer) {
            newest = newer;
        }
    }
}
