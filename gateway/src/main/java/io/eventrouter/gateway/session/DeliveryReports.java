package io.eventrouter.gateway.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is remembered of some event. Immutable.
 *
 * @param sinceMillis what was dispatched before that is forgotten, epoch milliseconds; empty while
 *     nothing is
 * @param events one for each position: an event that was routed twice has two
 */
public record DeliveryReports(OptionalLong sinceMillis, List<DeliveryReport> events) {
    public DeliveryReports {
        events = List.copyOf(events);
    }

    /** Of several workers, each of which has some of the sessions. */
    static DeliveryReports merged(Collection<DeliveryReports> workers) {
        Map<Object, DeliveryReport> byPosition = new LinkedHashMap<>();
        for (DeliveryReports worker : workers)
            for (DeliveryReport event : worker.events)
                byPosition.merge(event.position(), event, DeliveryReport::plus);
        OptionalLong since =
                workers.stream()
                        .map(DeliveryReports::sinceMillis)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .max();
        return new DeliveryReports(since, List.copyOf(byPosition.values()));
    }
}
