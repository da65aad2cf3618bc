package io.eventrouter.standalone;

import io.eventrouter.config.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** What a process tells its user once it is ready. Stateless. */
final class ReadyNotice {
    private static final int DEFAULT_GATEWAY_PORT = 8080;
    private static final String DEFAULT_KAFKA_PORT = ":9092";

    private ReadyNotice() {}

    /**
     * For everything in one process.
     *
     * @param kafka where clients reach Kafka
     * @param data where the embedded broker keeps its data, if there is one
     */
    static String up(
            Settings settings, int gatewayPort, int adminPort, String kafka, Optional<Path> data) {
        String gateway = address(settings.gateway().host(), gatewayPort);
        String publish = DEFAULT_KAFKA_PORT.equals(portOf(kafka)) ? "" : " --kafka " + kafka;
        String tail = gatewayPort == DEFAULT_GATEWAY_PORT ? "" : " --url ws://" + gateway + "/ws";
        return String.join(
                System.lineSeparator(),
                "",
                "event-router is ready. Ctrl-C stops it.",
                "",
                "  Console    http://" + gateway + "/",
                "  WebSocket  ws://" + gateway + "/ws",
                "  Kafka      " + kafka + data.map(d -> "   (data in " + d + ")").orElse(""),
                "  Admin      http://" + address(settings.admin().host(), adminPort) + "/metrics",
                "",
                "  Watch events in another terminal, and publish one:",
                "    ./event-router tail" + tail,
                "    ./event-router publish --channel demo.hello --priority high"
                        + publish
                        + " '{\"text\":\"Hello\"}'",
                "");
    }

    static String router(Settings settings, int adminPort) {
        return "router is ready: Kafka "
                + settings.kafka().bootstrapServers()
                + ", admin http://"
                + address(settings.admin().host(), adminPort)
                + "/metrics";
    }

    static String gateway(Settings settings, int gatewayPort, int adminPort) {
        return "gateway is ready: ws://"
                + address(settings.gateway().host(), gatewayPort)
                + "/ws, Kafka "
                + settings.kafka().bootstrapServers()
                + ", admin http://"
                + address(settings.admin().host(), adminPort)
                + "/metrics";
    }

    /** One that this machine's user can open: an address that stands for all is none. */
    private static String address(String host, int port) {
        boolean all = host.equals("0.0.0.0") || host.equals("::");
        return (all ? "127.0.0.1" : host) + ":" + port;
    }

    private static String portOf(String kafka) {
        return kafka.substring(kafka.lastIndexOf(':'));
    }
}
