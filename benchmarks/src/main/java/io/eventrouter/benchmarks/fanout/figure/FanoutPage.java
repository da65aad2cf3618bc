package io.eventrouter.benchmarks.fanout.figure;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Drawn;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.Metric;
import io.eventrouter.benchmarks.figure.Outcome;
import io.eventrouter.benchmarks.figure.Page;
import io.eventrouter.benchmarks.figure.RunFacts;
import io.eventrouter.benchmarks.figure.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The page that a run leaves: targets, figures, method. Stateless. */
public final class FanoutPage {
    private FanoutPage() {}

    /**
     * @param sizes every size of the last run, by what it is
     * @param versions of the peers that are installed
     */
    public static String render(
            FanoutRecord record,
            RunFacts facts,
            Map<String, String> sizes,
            Map<Server, String> versions,
            List<Drawn> charts) {
        Figures<Server> figures = record.figures();
        var page = new Page("The fan-out against its peers", FanoutRecord.RAW);
        page.section("Targets", Outcome.table(FanoutTargets.of(figures)));
        page.section(
                "Broadcasts", FanoutText.BROADCASTS + FanoutTables.broadcasts(figures, versions));
        charts.forEach(page::chart);
        page.section("Idle sessions", FanoutText.IDLE + FanoutTables.idle(figures, versions));
        page.section(
                "Many gateways",
                FanoutText.MANY
                        + FanoutTables.values(
                                figures,
                                Server.GATEWAY,
                                Metrics.MANY_SESSIONS,
                                Metrics.MANY_RSS,
                                Metrics.MANY_RECEIVED,
                                Metrics.MANY_P99));
        page.section(
                "Stalled readers",
                FanoutText.STALLED + FanoutTables.incident(figures, Measure.STALLED));
        page.section("Overload", FanoutText.OVERLOAD + overload(figures));
        page.section(
                "Connects and disconnects",
                FanoutText.CHURN
                        + FanoutTables.incident(figures, Measure.CHURN)
                        + "\n"
                        + FanoutTables.values(figures, Server.DISPATCH, Metrics.CHURN_RATE));
        page.section(
                "One recipient",
                FanoutText.ONE
                        + FanoutTables.values(
                                figures,
                                Server.DISPATCH,
                                Metrics.ONE_SUBSCRIPTIONS,
                                Metrics.ONE_USER,
                                Metrics.ONE_WORKERS,
                                Metrics.ONE_CPU));
        page.section("What is compared", FanoutText.SERVERS + FanoutTables.versions(versions));
        page.section("Last run", facts.table(sizes));
        page.section("Runs", FanoutText.RUNS + FanoutTables.runs(record));
        page.section("Method and noise", FanoutText.METHOD + RunFacts.noise(others(figures)));
        if (!record.problems().isEmpty())
            page.section("Not measured", "- " + String.join("\n- ", record.problems()));
        return page.toString();
    }

    private static String overload(Figures<Server> figures) {
        return FanoutTables.incident(figures, Measure.OVERLOAD)
                + "\n"
                + FanoutTables.values(
                        figures,
                        Server.DISPATCH,
                        Metrics.OVERLOAD_CAPACITY,
                        Metrics.OVERLOAD_OFFERED,
                        Metrics.OVERLOAD_DELIVERED,
                        Metrics.OVERLOAD_MISSING,
                        Metrics.OVERLOAD_LOST);
    }

    private static Optional<Spread> others(Figures<Server> figures) {
        List<Metric> metrics = Arrays.stream(Measure.values()).map(Metrics::others).toList();
        return Spread.of(
                figures.all().stream()
                        .filter(f -> metrics.contains(f.metric()))
                        .flatMapToDouble(f -> DoubleStream.of(f.value())));
    }
}
