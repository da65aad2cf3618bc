package io.eventrouter.cli;

import io.eventrouter.cli.load.LoadPlan;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.config.Settings;
import io.eventrouter.config.ValueText;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What load is to be made: a mixin. */
final class LoadOptions {
    /** Of each level, where no rate is given. */
    private static final int USUAL_RATE = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "LEVEL=N",
            split = ",",
            description =
                    "Events a second of a level. May be repeated, or joined by commas; 100 of each"
                            + " level by default.")
    private Map<String, Integer> rates = new LinkedHashMap<>();

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "For how long, such as 30s or 5m; ${DEFAULT-VALUE} by default.")
    private String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description =
                    "As much again before that, whose times are not measured; ${DEFAULT-VALUE} by"
                            + " default.")
    private String warmUp;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "256",
            description =
                    "The data of each event, such as 800 or 4KiB; ${DEFAULT-VALUE} by default.")
    private String size;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "100",
            description = "Over how many channels events are spread; ${DEFAULT-VALUE} by default.")
    private int channels;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Over how many Kafka keys; by default the key is the channel, so that there"
                            + " are as many.")
    private int keys;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description =
                    "How long to wait at the end for what is late; ${DEFAULT-VALUE} by default.")
    private String patience;

    /**
     * The plan.
     *
     * @throws ParameterException when it cannot be one
     */
    LoadPlan read(Settings settings) {
        int most = settings.topics().maxEventBytes();
        long bytes = size();
        if (bytes > most)
            throw usage("--size " + size + ": event.max-bytes (" + most + ") at most is allowed");
        try {
            return new LoadPlan(
                    rates(settings.levels().priorities()),
                    duration("--warm-up", warmUp),
                    duration("--duration", duration),
                    (int) bytes,
                    channels,
                    keys,
                    duration("--patience", patience));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private SortedMap<Priority, Integer> rates(Priorities priorities) {
        var read = new TreeMap<Priority, Integer>();
        if (rates.isEmpty()) priorities.forEach(level -> read.put(level, USUAL_RATE));
        rates.forEach((level, rate) -> read.put(level(priorities, level), rate));
        return read;
    }

    private Priority level(Priorities priorities, String name) {
        try {
            return priorities.require(name);
        } catch (InvalidEventException e) {
            throw usage("--rate: " + Reasons.withoutAttribute(e));
        }
    }

    private Duration duration(String option, String text) {
        try {
            return ValueText.duration(text);
        } catch (IllegalArgumentException e) {
            throw usage(option + " " + text + ": " + e.getMessage());
        }
    }

    private long size() {
        try {
            return ValueText.size(size);
        } catch (IllegalArgumentException e) {
            throw usage("--size " + size + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
