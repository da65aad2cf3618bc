package io.eventrouter.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings of a process came from, to be loaded again when the file has changed.
 * Immutable; the file is not.
 *
 * @param file the settings file, if one is in use
 * @param environment variables by name
 * @param flags values by setting name; they win
 */
public record SettingsOrigin(
        Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    public SettingsOrigin {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }

    /**
     * Loads anew.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Settings load() {
        return SettingsSources.load(file, environment, flags);
    }

    /**
     * Loads anew, with what was read from the file: it may be another by now, or half of one.
     *
     * @throws InvalidSettingsException with every problem found
     */
    Settings load(byte[] content) {
        return SettingsSources.load(file.orElseThrow(), content, environment, flags);
    }

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
        return "SettingsOrigin[file=" + file.map(Path::toString).orElse("none") + "]";
    }
}
