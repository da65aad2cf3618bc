package io.eventrouter.benchmarks.merge.figure;

/** What the page says about each measurement, whatever came out. */
final class ReportText {
    static final String THROUGHPUT =
            """
            A prepared backlog, even over levels and partitions, is routed; the first fifth is warm-up. CPU-seconds
            are user and system time of the router's own process. Nobody reads the routed topic meanwhile.

            """;

    static final String SHARES =
            """
            All four levels have a backlog and weights 8:4:2:1, due 53.3, 26.7, 13.3 and 6.7 %. A window is any run of
            consecutive events of one routed partition, while all levels have a backlog in that partition, start-up
            included; the worst one of all partitions and rounds is shown. Peers without weights are shown with what
            they do.

            """;

    static final String DELAY =
            """
            Milliseconds from the moment at which a critical event was due at its publisher (open loop) to the moment
            at which the reader of the routed topic had it; one process, one clock. Flooded: low is offered several
            times the capacity for the whole time; most of that waits when the variant starts, the rest is published
            live. Events that had not arrived when as much time as the warm-up had passed since the end count with the time
            that they had waited; percentiles that they reach are lower bounds (≥).

            """;

    static final String CRITICAL_FLOOD =
            """
            Critical is offered several times the capacity, and of each other level waits more than could be routed of
            it alone in the time: what does each get?

            """;

    static final String HEAP =
            """
            The most live heap that a full collection left, looked at ten times a second, in a JVM with a small fixed heap.
            Of event-router alone: nothing is asked of the others' heap.

            """;

    static final String VARIANTS =
            """
            All read the same four topics and write one routed topic on the same broker, with byte-array serdes,
            acks=all and the idempotent producer. Where a table below does not say otherwise, peers commit offsets every
            30 s, which is Kafka Streams' default, and event-router every 0.5 s.

            - (a) Kafka Streams, `stream(topics).to(routed)` and nothing else: the floor.
            - (b) One consumer, one producer, a loop.
            - (c) The same, with the partitions of lower levels paused while a higher one has data.
            - (d) A consumer for each level, the records of a turn divided by weight through `max.poll.records`, and what a
              level leaves unused going to the others, after Flipkart's priority-kafka-client.
            - event-router: the router as it is shipped, default settings: critical on the express lane, the others 4:2:1.

            """;

    static final String METHOD =
            """
            One broker in a JVM of its own; each variant in a new JVM of its own for each measurement, one at a time; the
            rounds alternate (all variants, then all again). The flood has a process of its own too. Publisher of the
            critical events and readers of the routed topic share the measuring process: a consumer for each lane where
            there are lanes, one for all where there are none, with Kafka's default consumer settings. Everything runs on
            one machine over loopback, so broker, variant, publisher and readers compete for the same processors: ratios
            within a round say more than absolute values.
            """;

    private ReportText() {}
}
