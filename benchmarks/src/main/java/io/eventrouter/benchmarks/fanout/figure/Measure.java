package io.eventrouter.benchmarks.fanout.figure;

import java.util.Locale;

/** The kinds of measurements; the names are what {@code --measure} takes. */
public enum Measure {
    /** CPU, throughput and delay of broadcasts. */
    FANOUT,
    /** Memory of idle sessions. */
    IDLE,
    /** Idle sessions on several gateways of one machine, and a broadcast to all. */
    MANY,
    /** What healthy sessions notice of stalled readers. */
    STALLED,
    /** Critical events while more is broadcast than the sockets take. */
    OVERLOAD,
    /** Connects and disconnects during traffic. */
    CHURN,
    /** An event for one recipient among very many subscriptions. */
    ONE;

    /** What the names of its metrics begin with. */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }
}
