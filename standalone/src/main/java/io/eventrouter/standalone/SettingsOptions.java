package io.eventrouter.standalone;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options for settings that every command has. Confined to the main thread; picocli fills it.
 */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, one NAME=VALUE a line. Default: event-router.properties, if it is"
                            + " there.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting; may be repeated. It wins over the environment (EVENTROUTER_NAME),"
                            + " and that over the file.")
    private Map<String, String> values = new LinkedHashMap<>();

    /**
     * Loads all settings and sets the log level.
     *
     * @param flags what a command's own options set, by setting name; they win over {@code --set}
     */
    Settings load(Map<String, String> flags) {
        var all = new LinkedHashMap<>(values);
        all.putAll(flags);
        Settings settings = SettingsSources.load(Optional.ofNullable(file), all);
        ConsoleLog.use(settings.log().level());
        return settings;
    }

    /** Whether {@code --set} gives that setting. */
    boolean gives(String name) {
        return values.containsKey(name);
    }
}
