package io.eventrouter.benchmarks.micro;

import io.eventrouter.benchmarks.figure.MarkdownTable;
import io.eventrouter.benchmarks.figure.Numbers;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.Page;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.figure.Spread;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that a run leaves. Stateless. */
final class MicroPage {
    static final String RAW = "micro.csv";
    private static final String DISPATCH = "Dispatch.toOneOfMany";
    private static final double DISPATCH_NANOS = 10_000;

    private static final String METHOD =
            """
            By JMH, on one thread; each value is the average of an iteration, and the rounds are the iterations of all forks. What
            is measured says the class of each benchmark, in `benchmarks/src/main/java/io/eventrouter/benchmarks/micro`.
            `Dispatch` and `OfferAndDrain` go through a whole worker, look-ahead to write; a write is done at once, without a
            socket. `Lookup` is the index alone: `wildcards` has one pattern among a hundred subscriptions, and channels by
            chance, of which the route cache holds half.
            Times are of the wall clock: what others do on the machine meanwhile is in them, many times over where it is busy.
            """;

    private MicroPage() {}

    static String render(List<Timing> timings, RunFacts facts, Map<String, String> sizes) {
        var page = new Page("Single steps of the gateway", RAW);
        page.section("Target", Outcome.table(List.of(dispatch(timings))));
        var table = new MarkdownTable("step", "ns");
        for (Timing timing : timings)
            table.row(List.of(timing.label(), Numbers.withRange(timing.nanos())));
        page.section("Steps", table.toString());
        page.section("Method", METHOD);
        page.section("Run", facts.table(sizes));
        return page.toString();
    }

    private static Outcome dispatch(List<Timing> timings) {
        Optional<Spread> nanos =
                timings.stream()
                        .filter(t -> t.benchmark().equals(DISPATCH))
                        .findFirst()
                        .flatMap(Timing::nanos);
        return Outcome.atMost(
                "an event for one recipient among 18,000 sessions and 1,008,000 subscriptions,"
                        + " without the write to the socket: at most 10,000 ns",
                nanos,
                DISPATCH_NANOS);
    }

    static String csv(List<Timing> timings) {
        var text = new StringBuilder("benchmark,parameters,round,ns\n");
        for (Timing timing : timings)
            for (int round = 0; round < timing.values().size(); round++)
                text.append(timing.benchmark())
                        .append(",\"")
                        .append(timing.parameters())
                        .append("\",")
                        .append(round + 1)
                        .append(',')
                        .append(timing.values().get(round))
                        .append('\n');
        return text.toString();
    }
}
