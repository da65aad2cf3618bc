package io.eventrouter.config;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers HOST:PORT, joined by commas
 * @param clientProperties handed to every client as they are: TLS, SASL and the like
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> clientProperties) {
    /** The host may be an IPv6 address in brackets. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+\\]|[^\\s,:\\[\\]]+):(\\d{1,5})");

    public KafkaSettings {
        Ranges.notBlank("kafka.bootstrap-servers", bootstrapServers);
        for (String address : bootstrapServers.split(",", -1))
            if (!isAddress(address.trim()))
                throw new InvalidSettingException(
                        "kafka.bootstrap-servers",
                        bootstrapServers,
                        "HOST:PORT is allowed, joined by commas");
        clientProperties = Map.copyOf(clientProperties);
    }

    private static boolean isAddress(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) return false;
        int port = Integer.parseInt(matcher.group(1));
        return port >= 1 && port <= 65_535;
    }

    /** Whether it is as the catalogue has it, set by nobody, or set to the same. */
    public boolean isDefault() {
        return clientProperties.isEmpty()
                && bootstrapServers.equals(RouterCatalogue.KAFKA_BOOTSTRAP_SERVERS.defaultText());
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
