package io.eventrouter.benchmarks.fanout.figure;

import io.eventrouter.benchmarks.fanout.server.Server;
import io.eventrouter.benchmarks.figure.Figures;
import io.eventrouter.benchmarks.figure.MarkdownTable;
import io.eventrouter.benchmarks.figure.Metric;
import io.eventrouter.benchmarks.figure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of the page. Stateless. */
final class FanoutTables {
    private static final String NOT_INSTALLED = "not installed";

    private FanoutTables() {}

    static String versions(Map<Server, String> versions) {
        var table = new MarkdownTable("server", "version");
        for (Server server : Server.values())
            if (!server.isOwn())
                table.row(List.of(server.label(), versions.getOrDefault(server, NOT_INSTALLED)));
        return table.toString();
    }

    static String runs(FanoutRecord record) {
        var table = new MarkdownTable("measured", "date", "command", "sources");
        record.runs()
                .forEach(
                        (measure, cells) -> {
                            var row = new ArrayList<String>();
                            row.add(measure.name());
                            row.addAll(cells);
                            table.row(row);
                        });
        return table.toString();
    }

    /** A table for each broadcast, a row for each server, also for one that was not measured. */
    static String broadcasts(Figures<Server> figures, Map<Server, String> versions) {
        var text = new StringBuilder();
        for (Broadcast broadcast : FanoutTargets.broadcasts(figures)) {
            var table =
                    new MarkdownTable(
                            broadcast.label(),
                            "us of CPU per delivery",
                            "ours without Kafka to it",
                            "deliveries/s",
                            "p50, ms",
                            "p99",
                            "p99.9");
            for (Server server : Server.values())
                table.row(broadcast(figures, versions, broadcast, server));
            text.append(table).append('\n');
        }
        return text.toString();
    }

    private static List<String> broadcast(
            Figures<Server> figures,
            Map<Server, String> versions,
            Broadcast broadcast,
            Server server) {
        var row = new ArrayList<String>();
        row.add(label(figures, versions, server, Metrics.cpu(broadcast)));
        row.add(Numbers.withRange(figures.spread(Metrics.cpu(broadcast), server)));
        row.add(
                server.isOwn()
                        ? Numbers.NONE
                        : Numbers.withRange(
                                FanoutTargets.ratio(figures, Metrics.cpu(broadcast), server)));
        row.add(Numbers.withRange(figures.spread(Metrics.throughput(broadcast), server)));
        for (double percentile : Metrics.PERCENTILES)
            row.add(Numbers.median(figures.spread(Metrics.delay(broadcast, percentile), server)));
        return row;
    }

    static String idle(Figures<Server> figures, Map<Server, String> versions) {
        var table =
                new MarkdownTable(
                        "server",
                        "sessions",
                        "RSS more, KB each",
                        "RSS of the process, KB each",
                        "live heap more, KB each",
                        "connects/s");
        for (Server server : Server.values())
            table.row(
                    List.of(
                            label(figures, versions, server, Metrics.IDLE_RSS),
                            Numbers.median(figures.spread(Metrics.IDLE_SESSIONS, server)),
                            Numbers.withRange(figures.spread(Metrics.IDLE_RSS, server)),
                            Numbers.withRange(figures.spread(Metrics.IDLE_RSS_WHOLE, server)),
                            Numbers.withRange(figures.spread(Metrics.IDLE_HEAP, server)),
                            Numbers.withRange(figures.spread(Metrics.IDLE_CONNECTS, server))));
        return table.toString();
    }

    private static String label(
            Figures<Server> figures, Map<Server, String> versions, Server server, Metric metric) {
        if (figures.spread(metric, server).isPresent()) return server.label();
        boolean installed = server.isOwn() || versions.containsKey(server);
        return server.label() + (installed ? ": not measured" : ": " + NOT_INSTALLED);
    }

    /** Delays without and with something. */
    static String incident(Figures<Server> figures, Measure measure) {
        var table = new MarkdownTable("", "p50, ms", "p99", "p99.9");
        for (String state : List.of("without", "with")) {
            var row = new ArrayList<String>();
            row.add(state);
            for (double percentile : Metrics.PERCENTILES)
                row.add(
                        Numbers.withRange(
                                figures.spread(
                                        Metrics.delay(measure, state, percentile),
                                        Server.DISPATCH)));
            table.row(row);
        }
        return table.toString();
    }

    /** Values by name. */
    static String values(Figures<Server> figures, Server server, Metric... metrics) {
        var table = new MarkdownTable("what", "measured");
        for (Metric metric : metrics)
            table.row(
                    List.of(
                            metric.name().substring(metric.name().indexOf('/') + 1)
                                    + ", "
                                    + metric.unit(),
                            Numbers.withRange(figures.spread(metric, server))));
        return table.toString();
    }
}
