package io.eventrouter.cli.demo;

import io.eventrouter.cli.text.Durations;
import io.eventrouter.cli.text.Palette;
import io.eventrouter.event.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings as lines for a terminal. Immutable. */
public record DemoReport(Palette palette) {
    private static final int CELLS = 65;

    public List<String> lines(Findings findings) {
        var lines = new ArrayList<String>();
        lines.addAll(order(findings));
        lines.add("");
        lines.addAll(delays(findings));
        lines.add("");
        lines.add(palette.bold(conclusion(findings)));
        return lines;
    }

    private List<String> order(Findings findings) {
        var levels =
                findings.levels().stream()
                        .map(LevelDelays::priority)
                        .collect(Collectors.toCollection(TreeSet::new));
        var strip = new Strip(levels, CELLS, palette);
        String legend =
                levels.stream()
                        .map(l -> palette.level(l.name(), strip.mark(l) + " " + l.name()))
                        .collect(Collectors.joining("   "));
        return List.of(
                "In which order (left is first; " + legend + ")",
                "",
                "  sent     " + strip.of(findings.sentOrder()),
                "  arrived  " + strip.of(findings.arrivalOrder()));
    }

    private List<String> delays(Findings findings) {
        var lines = new ArrayList<String>();
        lines.add("With which delay, from publish to arrival");
        lines.add("");
        lines.add(
                palette.faint(
                        row(
                                "level",
                                "sent",
                                "arrived",
                                "half within",
                                "99 % within",
                                "all within")));
        for (LevelDelays level : findings.levels()) lines.add(row(level));
        return lines;
    }

    private String row(LevelDelays level) {
        boolean none = level.arrived() == 0;
        String name = level.priority().name();
        return palette.level(
                name,
                row(
                        name,
                        count(level.sent()),
                        count(level.arrived()),
                        none ? "-" : Durations.millis(level.atPercentile(50)),
                        none ? "-" : Durations.millis(level.atPercentile(99)),
                        none ? "-" : Durations.millis(level.atPercentile(100))));
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "  %-12s %8s %8s %12s %12s %12s", (Object[]) cells);
    }

    /** What it shows, in one sentence; also when it does not show what one would hope for. */
    private static String conclusion(Findings findings) {
        LevelDelays urgent = findings.levels().get(0);
        LevelDelays least = findings.levels().get(findings.levels().size() - 1);
        if (urgent.arrived() == 0) return "No " + name(urgent) + " event arrived.";
        if (findings.medianOvertaken() == 0)
            return "This machine kept up with the burst, so there was nothing to overtake:"
                    + " --events sends more at once.";
        return "When a "
                + name(urgent)
                + " event arrived, "
                + count(findings.medianOvertaken())
                + " events sent before it were still waiting (median of "
                + urgent.arrived()
                + "): half of "
                + name(urgent)
                + " took "
                + Durations.millis(urgent.atPercentile(50))
                + " or less, half of "
                + name(least)
                + " more than "
                + Durations.millis(least.atPercentile(50))
                + ".";
    }

    private static String name(LevelDelays level) {
        Priority priority = level.priority();
        return priority.name();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
