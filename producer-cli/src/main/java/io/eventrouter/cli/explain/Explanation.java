package io.eventrouter.cli.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the events of one id. Text in it comes from anywhere, and is escaped where it is
 * printed. Immutable.
 */
public record Explanation(
        List<Published> published,
        List<Routed> routed,
        List<Dead> dead,
        List<GatewayAnswer> gateways) {
    public Explanation {
        published = List.copyOf(published);
        routed = List.copyOf(routed);
        dead = List.copyOf(dead);
        gateways = List.copyOf(gateways);
    }

    /** Whether there is any trace of it. */
    public boolean isEmpty() {
        return published.isEmpty()
                && routed.isEmpty()
                && dead.isEmpty()
                && gateways.stream().allMatch(g -> g.deliveries().isEmpty());
    }

    /**
     * A record of a priority topic.
     *
     * @param place {@code TOPIC:PARTITION:OFFSET}
     * @param source empty where the record cannot be read
     * @param rejected why a router makes a dead letter of it
     */
    public record Published(
            String place,
            String source,
            String level,
            String channel,
            Instant at,
            Optional<Instant> expiry,
            Optional<String> rejected) {}

    /**
     * A record of the routed topic.
     *
     * @param origin where it came from, {@code TOPIC:PARTITION:OFFSET}; empty where that is not
     *     said
     * @param at when it was published
     */
    public record Routed(
            String position,
            String source,
            String level,
            String channel,
            Instant at,
            String origin,
            Optional<String> replayedFrom) {}

    /**
     * A dead letter.
     *
     * @param origin where the record was; may be empty
     */
    public record Dead(
            String position,
            String reason,
            String detail,
            String origin,
            Instant stored,
            Optional<String> replayedTo) {}

    /**
     * What one gateway says.
     *
     * @param gateway what it calls itself; the address where it gave no answer
     * @param since what it dispatched before that it has forgotten; empty for nothing
     * @param failure why it gave no answer
     */
    public record GatewayAnswer(
            String gateway,
            Optional<Instant> since,
            List<Delivery> deliveries,
            Optional<String> failure) {}

    /**
     * What a gateway did with it.
     *
     * @param sessions how many wanted it
     * @param dropped for how many not, by reason
     */
    public record Delivery(
            String source,
            String position,
            Instant published,
            Instant dispatched,
            long sessions,
            long sent,
            long waiting,
            Map<String, Long> dropped) {}
}
