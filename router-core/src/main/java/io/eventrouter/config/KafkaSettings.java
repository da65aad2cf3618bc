package io.eventrouter.config;

import java.util.Map;
import java.util.Properties;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers HOST:PORT, joined by commas
 * @param clientProperties handed to every client as they are: TLS, SASL and the like
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> clientProperties) {
    public KafkaSettings {
        Ranges.notBlank("kafka.bootstrap-servers", bootstrapServers);
        for (String address : bootstrapServers.split(",", -1))
            if (!address.trim().matches("\\[?[^\\s,]+\\]?:\\d{1,5}"))
                throw new InvalidSettingException(
                        "kafka.bootstrap-servers",
                        bootstrapServers,
                        "HOST:PORT is allowed, joined by commas");
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Fresh properties with the address and whatever else every client needs. */
    public Properties toProperties() {
        var properties = new Properties();
        properties.putAll(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** Never shows client properties: there are passwords among them. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + "]";
    }
}
