package io.eventrouter.cli;

import io.eventrouter.cli.publish.EventFlags;
import io.eventrouter.cli.publish.Reasons;
import io.eventrouter.config.ValueText;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Flags that say what an event is: a mixin. */
final class EventOptions {
    /** The level of an event that names none, where there is a level of that name. */
    private static final String USUAL_PRIORITY = "normal";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-c", "--channel"},
            paramLabel = "CHANNEL",
            description = "Where it is routed, such as orders.eu.42.")
    private String channel;

    @Option(
            names = {"-p", "--priority"},
            paramLabel = "LEVEL",
            description = "critical, high, normal or low; normal by default.")
    private String priority;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Unique within the source; a new one by default. For one event only.")
    private String id;

    @Option(
            names = "--source",
            paramLabel = "URI",
            defaultValue = EventFlags.DEFAULT_SOURCE,
            description = "Where it comes from; ${DEFAULT-VALUE} by default.")
    private String source;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = EventFlags.DEFAULT_TYPE,
            description = "What has happened; ${DEFAULT-VALUE} by default.")
    private String type;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Kafka key: events of one key and level keep their order. The channel by"
                            + " default.")
    private String key;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "Not delivered any more after that time, such as 30s or 5m.")
    private String ttl;

    @Option(
            names = "--collapse-key",
            paramLabel = "KEY",
            description =
                    "A newer event of the same channel and key makes one that still waits"
                            + " obsolete.")
    private String collapseKey;

    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            description =
                    "Type of the data; by default application/json where it is JSON, else"
                            + " text/plain. With it the input is data, whatever it looks like.")
    private String contentType;

    /** Whether an id was given. */
    boolean hasId() {
        return id != null;
    }

    /**
     * The flags, checked.
     *
     * @throws ParameterException when one of them cannot be used
     */
    EventFlags read(Priorities priorities) {
        check("--source", source, (event, v) -> event.id(v, "1"));
        check("--type", type, (event, v) -> probe(event, priorities).type(v).build());
        check("--id", id, (event, v) -> event.id("/", v));
        check("--key", key, (event, v) -> event.attribute("partitionkey", v));
        check("--collapse-key", collapseKey, Event.Builder::collapseKey);
        check("--content-type", contentType, Event.Builder::contentType);
        return new EventFlags(
                Optional.ofNullable(channel).map(this::channel),
                priority(priorities),
                Optional.ofNullable(id),
                source,
                type,
                Optional.ofNullable(key),
                Optional.ofNullable(ttl).map(this::ttl),
                Optional.ofNullable(collapseKey),
                Optional.ofNullable(contentType).map(this::contentType));
    }

    private static Event.Builder probe(Event.Builder event, Priorities priorities) {
        return event.id("/", "1").channel(new Channel("a")).priority(priorities.lowest());
    }

    private Channel channel(String text) {
        try {
            return new Channel(text);
        } catch (InvalidEventException e) {
            throw invalid("--channel", e);
        }
    }

    private Priority priority(Priorities priorities) {
        if (priority == null) return priorities.byName(USUAL_PRIORITY).orElse(priorities.lowest());
        try {
            return priorities.require(priority);
        } catch (InvalidEventException e) {
            throw invalid("--priority", e);
        }
    }

    private Duration ttl(String text) {
        try {
            Duration duration = ValueText.duration(text);
            if (duration.isNegative() || duration.isZero())
                throw new IllegalArgumentException("more than 0 is allowed");
            return duration;
        } catch (IllegalArgumentException e) {
            throw invalid("--ttl " + text, e);
        }
    }

    private String contentType(String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith("application/cloudevents"))
            throw new ParameterException(
                    command.commandLine(),
                    "--content-type: leave it out for whole CloudEvents, they are recognised");
        return text;
    }

    private void check(String flag, String value, BiConsumer<Event.Builder, String> setter) {
        if (value == null) return;
        try {
            setter.accept(Event.builder(), value);
        } catch (InvalidEventException e) {
            throw invalid(flag, e);
        }
    }

    private ParameterException invalid(String flag, IllegalArgumentException e) {
        String message = flag + ": " + Reasons.withoutAttribute(e);
        return new ParameterException(command.commandLine(), message, e);
    }
}
