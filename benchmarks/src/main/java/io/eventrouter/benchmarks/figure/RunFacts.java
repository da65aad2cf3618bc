package io.eventrouter.benchmarks.figure;

import io.eventrouter.benchmarks.process.MachineFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When, how and on what a run was made. Immutable.
 *
 * @param command what was called
 * @param revision of the sources
 */
public record RunFacts(
        Instant began, Duration took, String command, String revision, MachineFacts machine) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final double GIB = 1L << 30;

    /**
     * As a table.
     *
     * @param more further rows
     */
    public String table(Map<String, String> more) {
        var table = new MarkdownTable("what", "value");
        table.row(List.of("date", date()));
        table.row(List.of("took", took.toMinutes() + " min " + took.toSecondsPart() + " s"));
        table.row(List.of("command", "`" + command + "`"));
        table.row(List.of("sources", revision));
        table.row(List.of("machine", machineText()));
        table.row(List.of("JDK", machine.jdk()));
        table.row(List.of("Kafka, broker and clients", machine.kafka()));
        more.forEach((name, value) -> table.row(List.of(name, value)));
        return table.toString();
    }

    /** When it began, to the minute. */
    public String date() {
        return DATE.format(began);
    }

    private String machineText() {
        return machine.processors()
                + " x "
                + machine.processor()
                + ", "
                + Numbers.number(machine.memoryBytes() / GIB)
                + " GiB, "
                + machine.system();
    }

    /**
     * What the page says of others on the machine.
     *
     * @param others processors that they kept busy, by measurement
     */
    public static String noise(Optional<Spread> others) {
        return others.map(
                        s ->
                                "\nWhile "
                                        + s.count()
                                        + " measurements were made, others on the machine used "
                                        + Numbers.number(s.median())
                                        + " processors in the median, "
                                        + Numbers.number(s.smallest())
                                        + " to "
                                        + Numbers.number(s.largest())
                                        + ".\n")
                .orElse("\nHow busy others kept the machine is not known.\n");
    }
}
