package io.eventrouter.config;

import io.eventrouter.schedule.RecordCost;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where settings come from: a properties file, over which environment variables {@code
 * EVENTROUTER_…} win, over which flags win. Confined to the thread that loads.
 */
public final class SettingsSources {
    /** Names the file, where no flag does. */
    public static final String FILE_VARIABLE = "EVENTROUTER_CONFIG";

    /** The file that is read when none is named and it is there. */
    public static final Path DEFAULT_FILE = Path.of("event-router.properties");

    private static final String PREFIX = "eventrouter.";
    private static final String ENV_PREFIX = "EVENTROUTER_";
    private static final String ENV_CLIENT_PREFIX = "EVENTROUTER_KAFKA_CLIENT_";

    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final SmallRyeConfig config;

    private SettingsSources(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        this.environment = environment;
        this.flags = flags;
        this.file = file.map(this::readFile).orElse(Map.of());
        this.config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(
                                        prefixed(this.file),
                                        file.map(Path::toString).orElse("no file"),
                                        100),
                                new EnvConfigSource(ownVariables(environment), 300),
                                new PropertiesConfigSource(
                                        prefixed(flags), "the command line", 400))
                        .build();
    }

    /**
     * Loads from the file that is named by the flag, by {@value #FILE_VARIABLE}, or that is there,
     * from this process's environment, and from flags.
     *
     * @param namedFile the file that a flag names
     * @param flags values by setting name
     * @throws InvalidSettingsException with every problem found
     */
    public static Settings load(Optional<Path> namedFile, Map<String, String> flags) {
        Map<String, String> environment = System.getenv();
        Optional<Path> file =
                namedFile
                        .or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of))
                        .or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists));
        return load(file, environment, flags);
    }

    /**
     * Loads from exactly these.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public static Settings load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        var sources = new SettingsSources(file, environment, flags);
        sources.refuseUnknownNames();
        Settings settings = sources.read();
        if (!sources.problems.isEmpty()) throw new InvalidSettingsException(sources.problems);
        return settings;
    }

    private Settings read() {
        LevelSettings levels = value(SettingCatalogue.LEVELS);
        KafkaSettings kafka =
                part(
                        () ->
                                new KafkaSettings(
                                        value(SettingCatalogue.KAFKA_BOOTSTRAP_SERVERS),
                                        kafkaClientProperties()));
        TopicSettings topics = part(this::topics);
        PublisherSettings publisher =
                part(
                        () ->
                                new PublisherSettings(
                                        value(SettingCatalogue.PUBLISHER_TIMEOUT),
                                        value(SettingCatalogue.PUBLISHER_LINGER)));
        RouterSettings router = part(this::router);
        SessionSettings session = part(this::session);
        GatewaySettings gateway = part(() -> gateway(session));
        AdminSettings admin =
                part(
                        () ->
                                new AdminSettings(
                                        value(SettingCatalogue.ADMIN_HOST),
                                        value(SettingCatalogue.ADMIN_PORT)));
        StandaloneSettings standalone =
                part(
                        () ->
                                new StandaloneSettings(
                                        Path.of(value(SettingCatalogue.STANDALONE_DATA)),
                                        value(SettingCatalogue.STANDALONE_KAFKA_PORT)));
        checkTogether(topics, session);
        var log = new LogSettings(value(SettingCatalogue.LOG_LEVEL));
        return new Settings(
                kafka, levels, topics, publisher, router, gateway, admin, standalone, log);
    }

    private TopicSettings topics() {
        return new TopicSettings(
                value(SettingCatalogue.TOPICS_PREFIX),
                value(SettingCatalogue.TOPICS_PARTITIONS),
                value(SettingCatalogue.TOPICS_REPLICATION),
                value(SettingCatalogue.TOPICS_RETENTION),
                value(SettingCatalogue.TOPICS_CREATE),
                intSize(SettingCatalogue.EVENT_MAX_BYTES));
    }

    private RouterSettings router() {
        String id = value(SettingCatalogue.ROUTER_APPLICATION_ID);
        String directory = value(SettingCatalogue.ROUTER_STATE_DIR);
        double perRecord = value(SettingCatalogue.ROUTER_COST_PER_RECORD);
        double perByte = value(SettingCatalogue.ROUTER_COST_PER_BYTE);
        Ranges.within(SettingCatalogue.ROUTER_COST_PER_RECORD.name(), perRecord, 0, 1_000);
        Ranges.within(SettingCatalogue.ROUTER_COST_PER_BYTE.name(), perByte, 0, 1_000);
        if (perRecord + perByte == 0)
            throw new InvalidSettingException(
                    SettingCatalogue.ROUTER_COST_PER_RECORD.name(),
                    perRecord,
                    "must be above 0 where router.cost-per-byte is 0");
        return new RouterSettings(
                id.isEmpty() ? "event-router-" + value(SettingCatalogue.TOPICS_PREFIX) : id,
                value(SettingCatalogue.ROUTER_THREADS),
                new RecordCost(perRecord, perByte),
                Optional.of(directory).filter(d -> !d.isEmpty()));
    }

    private SessionSettings session() {
        return new SessionSettings(
                value(SettingCatalogue.SESSION_QUEUE_EVENTS),
                value(SettingCatalogue.SESSION_QUEUE_BYTES),
                value(SettingCatalogue.SESSION_WRITE_TIMEOUT),
                value(SettingCatalogue.SESSION_HEARTBEAT),
                value(SettingCatalogue.SESSION_MAX_SUBSCRIPTIONS),
                intSize(SettingCatalogue.SESSION_MAX_FRAME_BYTES),
                value(SettingCatalogue.SESSION_FRAMES_PER_SECOND));
    }

    private GatewaySettings gateway(SessionSettings session) {
        int workers = value(SettingCatalogue.GATEWAY_WORKERS);
        return new GatewaySettings(
                value(SettingCatalogue.GATEWAY_NAME),
                value(SettingCatalogue.GATEWAY_HOST),
                value(SettingCatalogue.GATEWAY_PORT),
                workers == 0 ? Math.min(256, Runtime.getRuntime().availableProcessors()) : workers,
                value(SettingCatalogue.GATEWAY_LOOK_AHEAD_BYTES),
                value(SettingCatalogue.GATEWAY_DRAIN_TIMEOUT),
                value(SettingCatalogue.CURSOR_KEY),
                session);
    }

    private void checkTogether(TopicSettings topics, SessionSettings session) {
        if (topics != null && session != null && session.queueBytes() < topics.maxEventBytes())
            problems.add(
                    "session.queue-bytes = "
                            + session.queueBytes()
                            + ": at least event.max-bytes ("
                            + topics.maxEventBytes()
                            + "), or the largest event could never be sent");
    }

    private <T> T part(Supplier<T> record) {
        try {
            return record.get();
        } catch (InvalidSettingException e) {
            problems.add(e.getMessage() + origin(e.setting()));
            return null;
        }
    }

    private int intSize(Setting<Long> setting) {
        return (int) Math.min(Integer.MAX_VALUE, value(setting));
    }

    /** The value, or the default after a problem was noted. */
    private <T> T value(Setting<T> setting) {
        ConfigValue found = config.getConfigValue(PREFIX + setting.name());
        String text = found == null ? null : found.getValue();
        if (text != null) {
            try {
                return setting.read().apply(text);
            } catch (InvalidSettingException e) {
                note(e.getMessage() + origin(setting.name()));
            } catch (IllegalArgumentException e) {
                String shown = setting.secret() ? "(secret)" : text;
                note(
                        setting.name()
                                + " = "
                                + shown
                                + ": "
                                + e.getMessage()
                                + origin(setting.name()));
            }
        }
        return setting.read().apply(setting.defaultText());
    }

    private void note(String problem) {
        if (!problems.contains(problem)) problems.add(problem);
    }

    private String origin(String name) {
        ConfigValue found = config.getConfigValue(PREFIX + name);
        if (found == null || found.getValue() == null) return "";
        if (flags.containsKey(name)) return " (set on the command line)";
        String variable =
                SettingCatalogue.byName(name).map(Setting::environmentVariable).orElse("");
        if (environment.containsKey(variable)) return " (set by " + variable + ")";
        return " (set in " + found.getConfigSourceName() + ")";
    }

    private Map<String, String> kafkaClientProperties() {
        var properties = new TreeMap<String, String>();
        addClientProperties(file, properties);
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(ENV_CLIENT_PREFIX))
                        properties.put(
                                name.substring(ENV_CLIENT_PREFIX.length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '.'),
                                value);
                });
        addClientProperties(flags, properties);
        return properties;
    }

    private static void addClientProperties(Map<String, String> from, Map<String, String> to) {
        String prefix = SettingCatalogue.KAFKA_CLIENT_PREFIX;
        from.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix)) to.put(name.substring(prefix.length()), value);
                });
    }

    private void refuseUnknownNames() {
        file.keySet().forEach(name -> refuseUnknown(name, name));
        flags.keySet().forEach(name -> refuseUnknown(name, name));
        for (String variable : environment.keySet()) {
            if (!variable.startsWith(ENV_PREFIX)
                    || variable.equals(FILE_VARIABLE)
                    || variable.startsWith("EVENTROUTER_JAVA_")
                    || variable.startsWith("EVENTROUTER_TEST_")
                    || variable.startsWith(ENV_CLIENT_PREFIX)) continue;
            if (SettingCatalogue.all().stream()
                    .noneMatch(s -> s.environmentVariable().equals(variable)))
                problems.add(variable + ": there is no such setting; docs/settings.md lists all");
        }
    }

    private void refuseUnknown(String name, String shown) {
        if (name.startsWith(SettingCatalogue.KAFKA_CLIENT_PREFIX)
                || SettingCatalogue.byName(name).isPresent()) return;
        problems.add(shown + ": there is no such setting; docs/settings.md lists all");
    }

    private Map<String, String> readFile(Path path) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(path + ": cannot be read as a properties file: " + reason(e));
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
        return values;
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage();
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
}
