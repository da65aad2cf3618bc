package io.eventrouter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings that every process has: admin port, console, data and log. A part of {@link
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
                            + " come with their stack traces.",
                    false,
                    ValueText::logLevel);

    private NodeCatalogue() {}

    /** All of them, in the order of the reference. */
    static List<Setting<?>> all() {
        return LIST.all();
    }
}
