package io.eventrouter.cli.doctor;

import io.eventrouter.cli.text.Palette;
import io.eventrouter.cli.text.TerminalText;
import java.util.ArrayList;
import java.util.List;

/** Findings as lines for people. Immutable. */
public record DoctorText(Palette palette) {

    public List<String> lines(List<Finding> findings) {
        var lines = new ArrayList<String>();
        for (Finding finding : findings) {
            lines.add(
                    mark(finding.severity())
                            + TerminalText.escape(finding.subject() + ": " + finding.text()));
            finding.mend()
                    .ifPresent(
                            mend ->
                                    lines.add(
                                            palette.faint(
                                                    "           " + TerminalText.escape(mend))));
        }
        lines.add("");
        lines.add(palette.bold(summary(findings)));
        return lines;
    }

    private String mark(Severity severity) {
        String text = String.format("%-9s  ", severity == Severity.GOOD ? "ok" : severity.text());
        return switch (severity) {
            case GOOD -> palette.good(text);
            case NOTE -> palette.faint(text);
            case WARNING -> palette.doubtful(text);
            case PROBLEM -> palette.bad(text);
        };
    }

    private static String summary(List<Finding> findings) {
        long problems = count(findings, Severity.PROBLEM);
        long warnings = count(findings, Severity.WARNING);
        if (problems + warnings == 0) return "No problem was found.";
        return plural(problems, "problem") + ", " + plural(warnings, "warning") + ".";
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }
}
