package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.figure.Broadcast;
import io.eventrouter.benchmarks.fanout.figure.Measure;
import io.eventrouter.benchmarks.fanout.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sizes of a run. Immutable.
 *
 * @param sessions of the broadcasts, rising
 * @param firstWarmUp of each server that was just started
 * @param warmUp before each window
 * @param window of a broadcast
 * @param incident window of what is measured with and without stalled readers, churn, overload
 * @param idle sessions in one process
 * @param gateways of the many
 * @param subscriptions of each session where an event has one recipient
 * @param jvmOptions of our own servers
 */
record FanoutPlan(
        List<Server> servers,
        List<Measure> measures,
        int rounds,
        List<Integer> sessions,
        Duration firstWarmUp,
        Duration warmUp,
        Duration window,
        Duration incident,
        int idle,
        int gateways,
        int subscriptions,
        List<String> jvmOptions) {
    static final int BURST = 32;
    static final int SMALL = 128;
    static final int LARGE = 1024;

    /** Stalled readers are one in that many. */
    static final int ONE_IN = 100;

    static final int CHURN_PER_SECOND = 1_000;
    static final double OVERLOAD_FACTOR = 5;

    FanoutPlan {
        servers = List.copyOf(servers);
        measures = List.copyOf(measures);
        sessions = List.copyOf(sessions);
        jvmOptions = List.copyOf(jvmOptions);
        if (rounds < 1) throw new IllegalArgumentException("--rounds " + rounds + ": at least 1");
        if (sessions.isEmpty()
                || sessions.get(0) < 1
                || !sessions.equals(sessions.stream().sorted().toList()))
            throw new IllegalArgumentException("--sessions " + sessions + ": rising numbers");
    }

    /** The broadcasts to so many sessions. */
    static List<Broadcast> broadcasts(int sessions) {
        var broadcasts = new ArrayList<Broadcast>();
        for (int bytes : new int[] {SMALL, LARGE})
            for (int group : new int[] {1, BURST})
                broadcasts.add(new Broadcast(sessions, bytes, group));
        return broadcasts;
    }

    /** Of how many sessions the incidents are measured. */
    int incidentSessions() {
        return sessions.get(0);
    }

    /** For the page: every size with its value. */
    Map<String, String> described() {
        var sizes = new LinkedHashMap<String, String>();
        if (!measures.isEmpty()) sizes.put("rounds", Integer.toString(rounds));
        sizes.put(
                "warm-up of a server, before a window, window",
                seconds(firstWarmUp) + ", " + seconds(warmUp) + ", " + seconds(window));
        sizes.put("window with and without an incident", seconds(incident));
        sizes.put("JVM of event-router", String.join(" ", jvmOptions));
        return sizes;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
