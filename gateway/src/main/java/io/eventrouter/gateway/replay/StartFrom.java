package io.eventrouter.gateway.replay;

/** Where a subscription is to begin, other than now. Immutable. */
public sealed interface StartFrom {
    /** Behind a cursor. Nobody changes the array. */
    final class Offsets implements StartFrom {
        private final long[] next;

        /**
         * @param next by partition
         */
        public Offsets(long[] next) {
            this.next = next;
        }

        long[] next() {
            return next;
        }
    }

    /** With the first event in each partition that was published at that time or later. */
    record Time(long epochMillis) implements StartFrom {}

    /** As {@link Time}, so long before now. */
    record Ago(long millis) implements StartFrom {}

    /** With the first event that retention has left. */
    record Earliest() implements StartFrom {}
}
