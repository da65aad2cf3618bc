package io.eventrouter.cli.publish;

import io.eventrouter.cli.text.Durations;
import io.eventrouter.event.Priorities;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of a bulk, as a line. Stateless. */
public final class SummaryText {
    private SummaryText() {}

    /**
     * Such as {@code 5,000 events acknowledged in 1.24s (critical 12, high 0, normal 988, low
     * 4,000)}, and what went wrong.
     */
    public static String of(PublishReport report, Priorities priorities) {
        long acknowledged = report.acknowledgedInAll();
        return count(acknowledged)
                + (acknowledged == 1 ? " event" : " events")
                + " acknowledged in "
                + Durations.text(report.elapsed())
                + perLevel(report, priorities)
                + troubles(report);
    }

    private static String perLevel(PublishReport report, Priorities priorities) {
        return priorities.all().stream()
                .map(p -> p.name() + " " + count(report.acknowledged().getOrDefault(p, 0L)))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String troubles(PublishReport report) {
        String failed = report.failed() == 0 ? "" : "; " + count(report.failed()) + " failed";
        if (report.complete()) return failed;
        String why =
                report.failed() == 0
                        ? "; stopped before the end of the input"
                        : ", and no more was read (--keep-going goes on)";
        return failed + why;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
