package io.eventrouter.gateway.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes out with one write, and what is to be counted of it. Immutable: sessions that are sent
 * the same events share it. Confined to its worker's thread.
 */
final class Batch {
    private final List<Outbound> messages;

    /** By rank. */
    private final int[] events;

    private final int bytes;
    private final boolean traced;

    /**
     * @param messages not changed from now on
     */
    Batch(List<Outbound> messages, int levels) {
        this.messages = messages;
        events = new int[levels];
        int sum = 0;
        boolean anyTraced = false;
        for (Outbound message : messages) {
            sum += message.bytes();
            if (!(message instanceof EventFrame event)) continue;
            events[event.priority().rank()]++;
            anyTraced |= event.span() != null;
        }
        bytes = sum;
        traced = anyTraced;
    }

    List<Outbound> messages() {
        return messages;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean endsWithEvent() {
        return !isEmpty() && messages.get(messages.size() - 1) instanceof EventFrame;
    }

    /** Of events and messages, without frame headers. */
    int bytes() {
        return bytes;
    }

    /** How many events there are of each rank; only to be read. */
    int[] events() {
        return events;
    }

    /** Whether a span counts one of its events. */
    boolean isTraced() {
        return traced;
    }

    /** The same with a ping behind it. */
    Batch with(Probe probe) {
        var more = new ArrayList<Outbound>(messages.size() + 1);
        more.addAll(messages);
        more.add(probe);
        return new Batch(more, events.length);
    }
}
