package io.eventrouter.cli;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsOrigin;
import io.eventrouter.config.SettingsSources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Flags of every command that has settings: a mixin. Settings come from the file, over which the
 * environment wins, over which flags win.
 */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings file; without it EVENTROUTER_CONFIG, else ./event-router.properties"
                            + " where it is there.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any setting, such as topics.prefix=staging. May be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "Kafka brokers to begin with, joined by commas"
                            + " (kafka.bootstrap-servers; localhost:9092 by default).")
    private String kafka;

    /**
     * The settings.
     *
     * @throws io.eventrouter.config.InvalidSettingsException with every problem found
     */
    public Settings load() {
        return load(Map.of());
    }

    /**
     * The settings, with those that a command's own flags give.
     *
     * @param flags values by setting name; they win over {@code --set}
     * @throws io.eventrouter.config.InvalidSettingsException with every problem found
     */
    public Settings load(Map<String, String> flags) {
        return origin(flags).load();
    }

    /**
     * Where {@link #load(Map)} loads from, to load it again.
     *
     * @throws io.eventrouter.config.InvalidSettingsException when the environment names a file that
     *     cannot be one
     */
    public SettingsOrigin origin(Map<String, String> flags) {
        var all = new LinkedHashMap<>(values);
        if (kafka != null) all.put("kafka.bootstrap-servers", kafka);
        all.putAll(flags);
        return SettingsSources.origin(Optional.ofNullable(config), all);
    }

    /** What {@code --kafka} named, if it was given. */
    public Optional<String> kafka() {
        return Optional.ofNullable(kafka);
    }
}
