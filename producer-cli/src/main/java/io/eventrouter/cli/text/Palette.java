package io.eventrouter.cli.text;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The colours of levels, where colours are wanted. Immutable.
 *
 * <p>The four standard levels have colours of their own; a level that a deployment named itself has
 * one for all such.
 */
public final class Palette {
    private static final IStyle[] URGENT = {Style.bold, Style.fg_red};
    private static final IStyle[] HIGH = {Style.fg_yellow};
    private static final IStyle[] NORMAL = {Style.fg_green};
    private static final IStyle[] LOW = {Style.faint};
    private static final IStyle[] OTHER = {Style.fg_cyan};

    private final boolean enabled;

    private Palette(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Colours when standard output is a terminal that shows them, and {@code NO_COLOR} is unset.
     */
    public static Palette automatic() {
        return new Palette(Ansi.AUTO.enabled());
    }

    /** Colours always, or never. */
    public static Palette of(boolean enabled) {
        return new Palette(enabled);
    }

    public boolean enabled() {
        return enabled;
    }

    /** The text in the colour of that level. */
    public String level(String level, String text) {
        return paint(styleOf(level), text);
    }

    /** What is as it should be. */
    public String good(String text) {
        return paint(NORMAL, text);
    }

    /** What needs a look. */
    public String doubtful(String text) {
        return paint(HIGH, text);
    }

    /** What is wrong. */
    public String bad(String text) {
        return paint(URGENT, text);
    }

    /** What is there to be looked up rather than read. */
    public String faint(String text) {
        return paint(LOW, text);
    }

    public String bold(String text) {
        return paint(new IStyle[] {Style.bold}, text);
    }

    private static IStyle[] styleOf(String level) {
        return switch (level) {
            case "critical" -> URGENT;
            case "high" -> HIGH;
            case "normal" -> NORMAL;
            case "low" -> LOW;
            default -> OTHER;
        };
    }

    private String paint(IStyle[] styles, String text) {
        // Not Style.off: its end of bold (21) is a double underline to many terminals.
        return enabled ? Style.on(styles) + text + Style.reset.on() : text;
    }
}
