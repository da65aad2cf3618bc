package io.eventrouter.gateway.session;

import io.eventrouter.event.Position;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gateway did with an event. Immutable.
 *
 * @param priority the name of its level
 * @param publishedMillis epoch milliseconds, by the publisher's clock
 * @param dispatchedMillis when it was offered to the first sessions, epoch milliseconds
 * @param sessions how many wanted it; one that resumes and is sent it again counts again
 * @param sent to how many of them it was handed to the socket
 * @param dropped for how many of them not, by reason
 */
public record DeliveryReport(
        String id,
        String source,
        Position position,
        String priority,
        String channel,
        long publishedMillis,
        long dispatchedMillis,
        long sessions,
        long sent,
        Map<String, Long> dropped) {
    public DeliveryReport {
        dropped = Map.copyOf(dropped);
    }

    /** How many have it in their queue. */
    public long waiting() {
        return Math.max(
                0, sessions - sent - dropped.values().stream().mapToLong(Long::longValue).sum());
    }

    /** This and what another worker did with the same event. */
    DeliveryReport plus(DeliveryReport other) {
        var all = new TreeMap<>(dropped);
        other.dropped.forEach((reason, count) -> all.merge(reason, count, Long::sum));
        return new DeliveryReport(
                id,
                source,
                position,
                priority,
                channel,
                publishedMillis,
                Math.min(dispatchedMillis, other.dispatchedMillis),
                sessions + other.sessions,
                sent + other.sent,
                all);
    }

    static Map<String, Long> byName(Map<DropReason, Integer> counts) {
        var named = new TreeMap<String, Long>();
        counts.forEach((reason, count) -> named.put(reason.text(), (long) count));
        return named;
    }
}
