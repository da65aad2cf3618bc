package io.eventrouter.system;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The broker that all tests of a test JVM share. A test takes it as a parameter of its constructor
 * or method, with {@code @ExtendWith(KafkaFixtureExtension.class)} on the class, and keeps to
 * topics under a prefix of its own. Thread-safe: immutable.
 */
public final class KafkaFixture implements AutoCloseable {
    private final String bootstrapServers;
    private final Runnable stop;

    KafkaFixture(String bootstrapServers, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.stop = stop;
    }

    /** HOST:PORT. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A prefix for topic names, or a group, that nothing else uses. */
    public String uniquePrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * Settings for this broker: topics under a prefix of their own with two partitions each, and
     * any free ports.
     *
     * @param overrides as on the command line: {@code "session.queue-events=4"}
     */
    public Settings settings(String... overrides) {
        var values = new HashMap<String, String>();
        values.put("kafka.bootstrap-servers", bootstrapServers);
        values.put("topics.prefix", uniquePrefix());
        values.put("topics.partitions", "2");
        values.put("gateway.port", "0");
        values.put("admin.port", "0");
        for (String override : overrides) {
            String[] pair = override.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return SettingsSources.load(Optional.empty(), Map.of(), values);
    }

    @Override
    public void close() {
        stop.run();
    }
}
