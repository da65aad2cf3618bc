package io.eventrouter.cli.load;

import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A load as lines for people. Immutable. */
public record LoadText(Palette palette) {

    /**
     * How it goes, in a table.
     *
     * @param columns how wide it may be; what goes beyond is cut
     */
    public List<String> live(LoadReport report, Duration elapsed, int columns) {
        boolean watched = report.subscriber().isPresent();
        var lines = new ArrayList<String>();
        String time = Durations.text(elapsed);
        String head =
                watched
                        ? row(time, "sent", "acked", "failed", "99 % in", "delivered", "99 % in")
                        : row(time, "sent", "acked", "failed", "99 % in", "", "");
        lines.add(palette.faint(TerminalText.shorten(head, columns)));
        for (LevelFigures level : report.levels())
            lines.add(
                    palette.level(
                            level.level().name(),
                            TerminalText.shorten(live(level, watched), columns)));
        return lines;
    }

    private static String live(LevelFigures level, boolean watched) {
        return row(
                level.level().name(),
                count(level.sent()),
                count(level.acknowledged()),
                count(level.failed()),
                time(level.acknowledgement(), level.acknowledgement().p99()),
                watched ? count(level.delivered()) : "",
                watched ? time(level.delivery(), level.delivery().p99()) : "");
    }

    /** How it goes, in a line. */
    public String line(LoadReport report, Duration elapsed) {
        long sent = report.levels().stream().mapToLong(LevelFigures::sent).sum();
        long acknowledged = report.levels().stream().mapToLong(LevelFigures::acknowledged).sum();
        long failed = report.levels().stream().mapToLong(LevelFigures::failed).sum();
        long delivered = report.levels().stream().mapToLong(LevelFigures::delivered).sum();
        return Durations.text(elapsed)
                + ": "
                + count(sent)
                + " sent, "
                + count(acknowledged)
                + " acknowledged, "
                + count(failed)
                + " failed"
                + (report.subscriber().isPresent() ? ", " + count(delivered) + " delivered" : "");
    }

    /** What came of it. */
    public List<String> report(LoadReport report) {
        var lines = new ArrayList<String>();
        lines.add("Acknowledged by Kafka, from when an event was due");
        lines.add("");
        lines.add(head("level", "rate/s", "sent", "acked", "failed"));
        for (LevelFigures level : report.levels()) lines.add(acknowledged(level));
        if (report.subscriber().isPresent()) {
            lines.add("");
            lines.add("Delivered to a subscriber, from when an event was due");
            lines.add("");
            lines.add(head("level", "acked", "delivered", "lost", "repeats"));
            for (LevelFigures level : report.levels()) lines.add(delivered(level));
        }
        lines.add("");
        lines.addAll(conclusions(report));
        return lines;
    }

    private String head(String level, String... columns) {
        return palette.faint(
                counts(level, columns) + times("half in", "99 % in", "99.9 % in", "all in"));
    }

    private String acknowledged(LevelFigures level) {
        String name = level.level().name();
        return palette.level(
                name,
                counts(
                                name,
                                count(level.rate()),
                                count(level.sent()),
                                count(level.acknowledged()),
                                count(level.failed() + level.unknown()))
                        + times(level.acknowledgement()));
    }

    private String delivered(LevelFigures level) {
        String name = level.level().name();
        return palette.level(
                name,
                counts(
                                name,
                                count(level.acknowledged()),
                                count(level.delivered()),
                                count(level.undelivered()),
                                count(level.repeats()))
                        + times(level.delivery()));
    }

    private List<String> conclusions(LoadReport report) {
        var lines = new ArrayList<String>();
        report.failures()
                .forEach(
                        (reason, count) ->
                                lines.add(sentence(count, "not acknowledged: ", reason)));
        long unknown = report.levels().stream().mapToLong(LevelFigures::unknown).sum();
        if (unknown > 0) lines.add(sentence(unknown, "without an answer from Kafka", ""));
        long unsent = report.levels().stream().mapToLong(LevelFigures::unsent).sum();
        if (unsent > 0)
            lines.add(
                    sentence(
                            unsent,
                            "not sent: ",
                            report.stopped() ? "stopped before" : "Kafka takes no more"));
        report.subscriber().ifPresent(s -> subscriber(s, lines));
        lines.add(palette.bold(report.isGood() ? "Nothing was lost." : "Not all of it arrived."));
        return lines;
    }

    private static void subscriber(LoadReport.Subscriber subscriber, List<String> lines) {
        if (subscriber.reconnects() > 0)
            lines.add("The subscriber was cut off " + count(subscriber.reconnects()) + " times.");
        if (subscriber.gaps() > 0)
            lines.add("The gateway told of a gap " + count(subscriber.gaps()) + " times.");
        subscriber
                .end()
                .ifPresent(why -> lines.add("No more came: " + TerminalText.escape(why) + "."));
    }

    private static String sentence(long events, String what, String why) {
        return count(events)
                + (events == 1 ? " event " : " events ")
                + what
                + TerminalText.escape(why)
                + ".";
    }

    private static String row(String first, String... columns) {
        return String.format(
                Locale.ROOT, "  %-10s %9s %9s %8s %11s %10s %11s", cells(first, columns));
    }

    private static String counts(String first, String... columns) {
        return String.format(Locale.ROOT, "  %-10s %9s %10s %10s %7s", cells(first, columns));
    }

    private static Object[] cells(String first, String... columns) {
        var cells = new Object[columns.length + 1];
        cells[0] = first;
        System.arraycopy(columns, 0, cells, 1, columns.length);
        return cells;
    }

    private static String times(Quantiles q) {
        return times(time(q, q.p50()), time(q, q.p99()), time(q, q.p999()), time(q, q.max()));
    }

    private static String times(String half, String most, String nearlyAll, String all) {
        return String.format(Locale.ROOT, " %10s %10s %10s %10s", half, most, nearlyAll, all);
    }

    private static String time(Quantiles quantiles, long nanos) {
        return quantiles.count() == 0 ? "-" : Durations.millis(nanos);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
