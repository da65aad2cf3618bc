package io.eventrouter.gateway.session;

import io.eventrouter.event.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a worker did with the events that it dispatched last, so that somebody can ask. Bounded: the
 * oldest give way. Confined to its worker's thread.
 */
final class EventTraces {
    /** How many a worker remembers: some 300 to 500 bytes each, 2.3 KiB at most. */
    static final int CAPACITY = 8_192;

    private final Traces traces = new Traces();
    private boolean forgetful;

    void add(EventTrace trace) {
        traces.put(trace.position(), trace);
    }

    /** Null when that event is not remembered. */
    EventTrace at(Position position) {
        return traces.get(position);
    }

    /**
     * The events of that id, the oldest first.
     *
     * @param source empty for any
     */
    DeliveryReports find(String id, Optional<String> source) {
        byte[] wantedId = id.getBytes(StandardCharsets.UTF_8);
        byte[] wantedSource = source.map(s -> s.getBytes(StandardCharsets.UTF_8)).orElse(null);
        List<DeliveryReport> found = new ArrayList<>();
        for (EventTrace trace : traces.values())
            if (trace.isOf(wantedId, wantedSource)) found.add(trace.report());
        return new DeliveryReports(since(), found);
    }

    private OptionalLong since() {
        return forgetful
                ? OptionalLong.of(traces.values().iterator().next().dispatchedMillis())
                : OptionalLong.empty();
    }

    /** By position, in the order of dispatch. */
    private final class Traces extends LinkedHashMap<Position, EventTrace> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Position, EventTrace> eldest) {
            forgetful |= size() > CAPACITY;
            return size() > CAPACITY;
        }
    }
}
