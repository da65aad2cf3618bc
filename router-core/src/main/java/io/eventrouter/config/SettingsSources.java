package io.eventrouter.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: a properties file, over which environment variables {@code
 * EVENTROUTER_…} win, over which flags win. Stateless: every call loads anew.
 */
public final class SettingsSources {
    /** Names the file, where no flag does. */
    public static final String FILE_VARIABLE = "EVENTROUTER_CONFIG";

    /** The file that is read when none is named and it is there. */
    public static final Path DEFAULT_FILE = Path.of("event-router.properties");

    private SettingsSources() {}

    /**
     * Loads from the file that is named by the flag, by {@value #FILE_VARIABLE}, or that is there,
     * from this process's environment, and from flags.
     *
     * @param namedFile the file that a flag names
     * @param flags values by setting name
     * @throws InvalidSettingsException with every problem found
     */
    public static Settings load(Optional<Path> namedFile, Map<String, String> flags) {
        return origin(namedFile, flags).load();
    }

    /**
     * Where {@link #load(Optional, Map)} loads from.
     *
     * @throws InvalidSettingsException when the environment names a file that cannot be one
     */
    public static SettingsOrigin origin(Optional<Path> namedFile, Map<String, String> flags) {
        Map<String, String> environment = System.getenv();
        Optional<Path> file =
                namedFile
                        .or(() -> fileOf(environment))
                        .or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists));
        return new SettingsOrigin(file, environment, flags);
    }

    static Optional<Path> fileOf(Map<String, String> environment) {
        String name = environment.getOrDefault(FILE_VARIABLE, "");
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException(
                    List.of(FILE_VARIABLE + ": is not the name of a file: " + e.getReason()));
        }
    }

    /**
     * Loads from exactly these.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public static Settings load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        var problems = new ArrayList<String>();
        Map<String, String> fileValues =
                file.map(path -> SettingsFile.read(path, problems)).orElse(Map.of());
        return assemble(file, fileValues, environment, flags, problems);
    }

    /**
     * The same, with what was read from the file.
     *
     * @throws InvalidSettingsException with every problem found
     */
    static Settings load(
            Path file, byte[] content, Map<String, String> environment, Map<String, String> flags) {
        var problems = new ArrayList<String>();
        Map<String, String> fileValues = SettingsFile.read(file, content, problems);
        return assemble(Optional.of(file), fileValues, environment, flags, problems);
    }

    private static Settings assemble(
            Optional<Path> file,
            Map<String, String> fileValues,
            Map<String, String> environment,
            Map<String, String> flags,
            List<String> problems) {
        var names = new SettingNames(fileValues, environment, flags);
        problems.addAll(names.unknown());
        var values = new SettingValues(file, fileValues, environment, flags);
        Settings settings =
                new SettingsAssembly(values, names.kafkaClientProperties(), problems).assemble();
        if (!problems.isEmpty()) throw new InvalidSettingsException(problems);
        return settings;
    }
}
