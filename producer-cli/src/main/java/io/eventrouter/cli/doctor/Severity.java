package io.eventrouter.cli.doctor;

import java.util.Locale;

/** How bad a finding is; the worst last. */
public enum Severity {
    /** As it should be. */
    GOOD,
    /** Good to know; nothing needs to be done. */
    NOTE,
    /** It works, and may not when something else fails. */
    WARNING,
    /** It does not work. */
    PROBLEM;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
