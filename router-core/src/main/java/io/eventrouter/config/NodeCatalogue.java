package io.eventrouter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings that every process has: admin port, console, data, log and tracing. A part of {@link
 * SettingCatalogue}.
 */
final class NodeCatalogue {
    private static final SettingList LIST = new SettingList();

    static final Setting<String> ADMIN_HOST =
            LIST.text("admin.host", "127.0.0.1", "The address of the admin port.");

    static final Setting<Integer> ADMIN_PORT =
            LIST.integer(
                    "admin.port",
                    "8081",
                    "The port of health and metrics; 0 for any free one. 0-65535.");

    static final Setting<ConsoleAccess> CONSOLE_ACCESS =
            LIST.add(
                    "console.access",
                    "access",
                    "local",
                    "Who may see the figures of the console, the page at / of the gateway's port,"
                            + " where no keys are set: local, browsers on the gateway's own"
                            + " machine; all, whoever reaches the port; none. With local and all, only"
                            + " browsers on that machine may close sessions and replay letters."
                            + " Events and the form go by what a client may do anyway.",
                    false,
                    ConsoleAccess::parse);

    static final Setting<List<URI>> CONSOLE_NODES =
            LIST.add(
                    "console.nodes",
                    "addresses",
                    "",
                    "Admin ports of the gateways and routers whose health and sessions the console"
                            + " shows, as http://HOST:PORT joined by commas; a name with several addresses"
                            + " stands for all of them. Empty: this process. 64 at most.",
                    false,
                    ConsoleSettings::parse);

    static final Setting<Path> STANDALONE_DATA =
            LIST.add(
                    "standalone.data",
                    "path",
                    "./data",
                    "Where `up` keeps the embedded broker's data, over restarts.",
                    false,
                    ValueText::path);

    static final Setting<Integer> STANDALONE_KAFKA_PORT =
            LIST.integer(
                    "standalone.kafka-port",
                    "9092",
                    "The port of the embedded broker; 0 for any free one. 0-65535.");

    static final Setting<LogLevel> LOG_LEVEL =
            LIST.add(
                    "log.level",
                    "level",
                    "info",
                    "What is logged: error, warn, info, debug or trace. From debug on, failures"
                            + " come with their stack traces; in JSON always.",
                    false,
                    ValueText::logLevel);

    static final Setting<LogFormat> LOG_FORMAT =
            LIST.add(
                    "log.format",
                    "format",
                    "text",
                    "How a line of the log is written: text, for people; json, an object for"
                            + " programs. The images of router and gateway set json.",
                    false,
                    LogFormat::parse);

    static final Setting<Optional<URI>> TRACING_ENDPOINT =
            LIST.add(
                    "tracing.endpoint",
                    "address",
                    "",
                    "Where spans are sent by OTLP over HTTP, such as http://collector:4318; without"
                            + " a path that of OTLP, /v1/traces, is added. Empty: no spans are made.",
                    false,
                    TracingSettings::parseEndpoint);

    static final Setting<Double> TRACING_SAMPLE =
            LIST.decimal(
                    "tracing.sample",
                    "0.01",
                    "The part of the events without a trace context that get a trace of their own."
                            + " An event with one goes by its sampled flag. 0-1.");

    static final Setting<Secret> TRACING_HEADERS =
            LIST.add(
                    "tracing.headers",
                    "headers",
                    "",
                    "Sent with spans, such as authorization=Bearer abc; NAME=VALUE, joined by"
                            + " commas. Empty for none.",
                    true,
                    Secret::new);

    static final Setting<String> TRACING_SERVICE =
            LIST.text(
                    "tracing.service",
                    "event-router",
                    "What the process calls itself in spans: service.name. 1 to 255 characters.");

    private NodeCatalogue() {}

    /** All of them, in the order of the reference. */
    static List<Setting<?>> all() {
        return LIST.all();
    }
}
