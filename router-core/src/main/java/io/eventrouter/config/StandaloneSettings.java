package io.eventrouter.config;

import java.nio.file.Path;

/**
 * Everything in one process.
 *
 * @param data where the embedded broker keeps its data
 * @param kafkaPort 0 to 65,535, 0 for any free one
 */
public record StandaloneSettings(Path data, int kafkaPort) {
    public StandaloneSettings {
        Ranges.notBlank("standalone.data", data.toString());
        Ranges.within("standalone.kafka-port", kafkaPort, 0, 65_535);
    }
}
