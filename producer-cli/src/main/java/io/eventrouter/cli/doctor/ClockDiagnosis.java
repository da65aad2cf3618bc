package io.eventrouter.cli.doctor;

import io.eventrouter.cli.text.Durations;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges a clock by the time in an answer, which has whole seconds. Pure.
 *
 * @param asked when the question was sent, by our clock
 * @param answered when the answer was there, by our clock
 */
record ClockDiagnosis(Instant asked, Instant answered) {
    private static final Duration TOLERABLE = Duration.ofSeconds(2);

    /**
     * @param theirs what the other clock said, cut to the second
     */
    Finding of(String subject, Instant theirs) {
        Duration apart = apart(theirs);
        if (apart.compareTo(TOLERABLE) <= 0)
            return Finding.good(subject, "its clock agrees with this one");
        boolean ahead = theirs.isAfter(answered);
        return Finding.warning(
                subject,
                "its clock is "
                        + Durations.text(apart)
                        + (ahead ? " ahead of" : " behind")
                        + " this one: expiry, --since and deadlines go by clocks",
                "let both keep their time by NTP: timedatectl set-ntp true");
    }

    /** How far apart they are at least: their time was somewhere in that second. */
    private Duration apart(Instant theirs) {
        if (theirs.isAfter(answered)) return Duration.between(answered, theirs);
        Instant latest = theirs.plusSeconds(1);
        return latest.isBefore(asked) ? Duration.between(latest, asked) : Duration.ZERO;
    }
}
