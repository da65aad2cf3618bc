package io.eventrouter.benchmarks.fanout.figure;

/** What the page says about each measurement, whatever came out. */
final class FanoutText {
    static final String BROADCASTS =
            """
            Every session subscribes to the same channel. An event, or a burst of 32, is published; when all sessions have
            it, the next one is. CPU is user and system time of the server's own process. Sizes are of the event's data; what
            goes over the sockets is the CloudEvent around it, some 220 bytes more, the same for all servers. Delay is from
            the moment before the server is told to the moment at which a session's client has read the message.

            """;

    static final String IDLE =
            """
            A server that has served some sessions and has none left, against the same with many that are idle, each after a
            full collection where there is one. KB are 1,000 bytes. RSS leaves out what the kernel keeps for sockets.

            """;

    static final String MANY =
            """
            Gateways with Kafka in the path, each a process of its own with as many idle sessions as above; then an event every
            two seconds to all of them. The delay is that of the sessions of one gateway, while all are served.

            """;

    static final String STALLED =
            """
            Steady traffic, 20 events a second with 4 KiB of data to each session, without Kafka. With: one session in a
            hundred stops to read, and is cut when its queue overflows or its write takes too long. Delays are those of the others.

            """;

    static final String OVERLOAD =
            """
            Critical, 20 events a second with 128 bytes of data to each session, without Kafka: alone, and while low is
            broadcast to the same sessions at several times what they took in bursts before, 1 KiB of data each. Delays are
            those of critical. Part of them is what the kernel holds for clients that are behind, where no server can
            overtake: so the gateway writes low no further ahead than clients read (`session.send-ahead`). Its heap has
            512 MB from the start, so that it does not grow during the flood. Clients speak `cloudevents.json`: they cannot be told of gaps, so one whose queue overflows is closed.

            """;

    static final String CHURN =
            """
            Steady traffic, 20 events a second with 1 KiB of data to each session, without Kafka. With: 1,000 sessions a
            second connect and subscribe to the same channel, and as many disconnect. Delays are those of the sessions that stay.

            """;

    static final String ONE =
            """
            Each session subscribes to channels of its own; events go to one of them, chosen by chance, in bursts of 32,
            without Kafka. The threads that dispatch also write to the sockets: what the kernel does for that is counted
            unless it says user mode. [micro.md](micro.md) has the dispatch by itself.

            """;

    static final String SERVERS =
            """
            - event-router, Kafka in the path: the gateway as it is shipped; events come from the routed topic of a broker in
              another process, and are published there with `acks=all`.
            - event-router, without Kafka: its look-ahead, workers and sockets, told what to publish on a control port, as
              Bun and ws are. This is what is held against the peers.
            - Bun: `server.publish` of its built-in WebSocket server.
            - nchan: one worker, a channel in memory, told by HTTP POST on a connection that stays.
            - Node ws: each message framed once, the same bytes written to every client.

            No server compresses. Peers are given the complete message, event-router the event's attributes and data.

            """;

    static final String RUNS =
            """
            Each kind of measurement is from the run named here.

            """;

    static final String METHOD =
            """
            Each server in a new process for each measurement; rounds alternate (all servers, then all again). For the
            broadcasts all servers run at the same time, and each kind is measured on one right after the other, for the
            machine differs from one minute to the next; the others have idle sessions meanwhile. Else one at a time.
            The clients are one process (five where there are five gateways) with a thread that holds all sessions; broker,
            server and clients share the machine's processors over loopback, so ratios within a round say more than absolute
            values. Clients come from several addresses of 127.0.0.0/8.
            """;

    private FanoutText() {}
}
