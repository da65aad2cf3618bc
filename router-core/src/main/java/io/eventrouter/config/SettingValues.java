package io.eventrouter.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The text of each setting, from the source that wins, and which source that is. Without SmallRye's
 * interceptors: a value is taken as it stands, with no expressions in it. Immutable.
 */
final class SettingValues {
    /** SmallRye looks at names of many projects; ours are told apart by this. */
    private static final String PREFIX = "eventrouter.";

    private static final String ENV_PREFIX = "EVENTROUTER_";
    private static final int FILE_ORDINAL = 100;
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FLAGS_ORDINAL = 400;

    private final String fileName;
    private final SmallRyeConfig config;

    SettingValues(
            Optional<Path> file,
            Map<String, String> fileValues,
            Map<String, String> environment,
            Map<String, String> flags) {
        fileName = file.map(Path::toString).orElse("no file");
        config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(
                                        prefixed(fileValues), fileName, FILE_ORDINAL),
                                new EnvConfigSource(ownVariables(environment), ENVIRONMENT_ORDINAL),
                                new PropertiesConfigSource(
                                        prefixed(flags), "the command line", FLAGS_ORDINAL))
                        .build();
    }

    private static Map<String, String> prefixed(Map<String, String> values) {
        var prefixed = new HashMap<String, String>();
        values.forEach((name, value) -> prefixed.put(PREFIX + name, value));
        return prefixed;
    }

    private static Map<String, String> ownVariables(Map<String, String> environment) {
        var own = new HashMap<>(environment);
        own.keySet().removeIf(name -> !name.startsWith(ENV_PREFIX));
        return own;
    }

    /** Empty when it is set nowhere. */
    Optional<String> text(String setting) {
        return found(setting).map(ConfigValue::getValue);
    }

    /** For the end of a message: where it was set; nothing when it was not. */
    String origin(String setting) {
        return found(setting).map(value -> originOf(setting, value)).orElse("");
    }

    private String originOf(String setting, ConfigValue value) {
        return switch (value.getConfigSourceOrdinal()) {
            case FLAGS_ORDINAL -> " (set on the command line)";
            case ENVIRONMENT_ORDINAL ->
                    SettingCatalogue.byName(setting)
                            .map(s -> " (set by " + s.environmentVariable() + ")")
                            .orElse("");
            default -> " (set in " + fileName + ")";
        };
    }

    private Optional<ConfigValue> found(String setting) {
        return Optional.ofNullable(config.getConfigValue(PREFIX + setting))
                .filter(value -> value.getValue() != null);
    }
}
