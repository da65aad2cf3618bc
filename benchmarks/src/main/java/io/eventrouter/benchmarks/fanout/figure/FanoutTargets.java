package io.eventrouter.benchmarks.fanout.figure;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Metric;
import io.eventrouter.benchmarks.figure.Numbers;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the fan-out is to reach, against what was measured. Stateless. */
final class FanoutTargets {
    private static final double TO_BUN_ONE = 1.15;
    private static final double TO_BUN_BURST = 1.4;
    private static final double TO_OTHERS_ONE = 1.0;
    private static final double TO_OTHERS_BURST = 0.1;
    private static final double RSS_KILOBYTES = 10;
    private static final double HEAP_KILOBYTES = 4;
    private static final double ONE_MICROS = 10;
    private static final double OVERLOADED = 2;
    private static final double STALLED = 1.2;

    private FanoutTargets() {}

    static List<Outcome> of(Figures<Server> figures) {
        var outcomes = new ArrayList<Outcome>();
        for (Server peer : List.of(Server.BUN, Server.NCHAN, Server.WS))
            for (boolean burst : new boolean[] {false, true})
                outcomes.add(cpu(figures, peer, burst));
        outcomes.add(
                Outcome.atMost(
                        "RSS of an idle session, Kafka in the path: at most 10 KB",
                        figures.spread(Metrics.IDLE_RSS, Server.GATEWAY),
                        RSS_KILOBYTES));
        outcomes.add(
                Outcome.atMost(
                        "live heap of an idle session, Kafka in the path: at most 4 KB",
                        figures.spread(Metrics.IDLE_HEAP, Server.GATEWAY),
                        HEAP_KILOBYTES));
        outcomes.add(
                Outcome.atMost(
                        "CPU of the workers for an event with one recipient, without the kernel's: at most 10 us",
                        figures.spread(Metrics.ONE_USER, Server.DISPATCH),
                        ONE_MICROS));
        outcomes.add(
                ratio(
                        figures,
                        "critical p99, overloaded to unloaded: at most 2",
                        Measure.OVERLOAD,
                        OVERLOADED));
        outcomes.add(
                ratio(
                        figures,
                        "p99 of healthy sessions, with to without stalled ones: at most 1.2",
                        Measure.STALLED,
                        STALLED));
        return outcomes;
    }

    /** The worst kind of broadcast counts: it is a promise about each. */
    private static Outcome cpu(Figures<Server> figures, Server peer, boolean burst) {
        double most =
                peer == Server.BUN
                        ? burst ? TO_BUN_BURST : TO_BUN_ONE
                        : burst ? TO_OTHERS_BURST : TO_OTHERS_ONE;
        Optional<Spread> worst =
                broadcasts(figures).stream()
                        .filter(b -> b.group() > 1 == burst)
                        .map(b -> ratio(figures, Metrics.cpu(b), peer))
                        .flatMap(Optional::stream)
                        .max((a, b) -> Double.compare(a.median(), b.median()));
        return Outcome.atMost(
                "CPU per delivery, to "
                        + peer.label()
                        + ", "
                        + (burst ? "bursts" : "one at a time")
                        + ", worst case: at most "
                        + Numbers.number(most),
                worst,
                most);
    }

    /** Ours without Kafka to a peer, within rounds. */
    static Optional<Spread> ratio(Figures<Server> figures, Metric metric, Server peer) {
        return figures.ratioToBest(metric, Server.DISPATCH, s -> s == peer);
    }

    static List<Broadcast> broadcasts(Figures<Server> figures) {
        return figures.all().stream()
                .map(f -> f.metric().name())
                .filter(name -> name.startsWith(Measure.FANOUT.prefix()) && name.endsWith("/cpu"))
                .map(name -> name.substring(Measure.FANOUT.prefix().length()))
                .distinct()
                .map(Broadcast::parse)
                .toList();
    }

    private static Outcome ratio(
            Figures<Server> figures, String target, Measure measure, double most) {
        return Outcome.atMost(
                target,
                figures.ratio(
                        Metrics.delay(measure, "with", 99),
                        Metrics.delay(measure, "without", 99),
                        Server.DISPATCH),
                most);
    }
}
