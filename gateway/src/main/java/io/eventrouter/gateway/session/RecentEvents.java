package io.eventrouter.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a worker did with the events that it dispatched last, so that somebody can ask. Bounded: the
 * oldest give way. Confined to its worker's thread.
 */
final class RecentEvents {
    /** How many a worker remembers: some 200 to 400 bytes each, 2.1 KiB at most. */
    static final int CAPACITY = 8_192;

    private final EventTrace[] ring;
    private long added;

    RecentEvents(int capacity) {
        ring = new EventTrace[capacity];
    }

    void add(EventTrace trace) {
        ring[(int) (added++ % ring.length)] = trace;
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
        for (long n = Math.max(0, added - ring.length); n < added; n++) {
            EventTrace trace = ring[(int) (n % ring.length)];
            if (trace.isOf(wantedId, wantedSource)) found.add(trace.report());
        }
        return new DeliveryReports(since(), found);
    }

    private OptionalLong since() {
        return added <= ring.length
                ? OptionalLong.empty()
                : OptionalLong.of(ring[(int) (added % ring.length)].dispatchedMillis());
    }
}
