package io.eventrouter.cli;

/**
 * Switches logging off, for commands whose output is their own: what Kafka's clients would log is
 * what the command reports in its own words. It also saves the start of a logging back end, a good
 * part of a short command's time.
 */
public final class QuietLogging {
    private QuietLogging() {}

    /** To be called before any logger is made; later it has no effect. */
    public static void install() {
        // SLF4J's own, in its API jar.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }
}
