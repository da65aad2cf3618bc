package io.eventrouter.config;

/**
 * The admin port.
 *
 * @param host the address it listens on
 * @param port 0 to 65,535, 0 for any free one
 */
public record AdminSettings(String host, int port) {
    public AdminSettings {
        Ranges.notBlank("admin.host", host);
        Ranges.within("admin.port", port, 0, 65_535);
    }
}
