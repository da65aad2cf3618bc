package io.eventrouter.standalone;

import io.eventrouter.cli.CommandFailure;
import io.eventrouter.cli.ExitCodes;
import io.eventrouter.cli.ProductVersion;
import io.eventrouter.cli.SettingsOptions;
import io.eventrouter.config.GatewaySettings;
import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsOrigin;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Everything in one process: broker, router, gateway; with {@code --kafka} no broker. Confined to
 * the main thread.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        sortOptions = false,
        description = {
            "Starts everything in this one process: a Kafka broker, a router and a gateway.",
            "",
            "It listens on this machine only, and keeps its data over restarts. Ctrl-C stops it."
        },
        exitCodeListHeading = RoleHelp.EXIT_CODES,
        exitCodeList = {RoleHelp.OK, RoleHelp.FAILED, RoleHelp.USAGE},
        footerHeading = RoleHelp.EXAMPLES,
        footer = {
            "  up",
            "  up --data /var/lib/event-router --port 9000",
            "  up --kafka kafka-1:9092"
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the broker keeps its data. Default: ./data.")
    private String data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "For browsers and WebSocket clients; 0 for any free one. Default: 8080.")
    private String port;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "For health and metrics; 0 for any free one. Default: 8081.")
    private String adminPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "For Kafka clients; 0 for any free one. Default: 9092.")
    private String kafkaPort;

    @Mixin private SettingsOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        SettingsOrigin origin =
                options.origin(
                        new Flags()
                                .set("standalone.data", data)
                                .set("gateway.port", port)
                                .set("admin.port", adminPort)
                                .set("standalone.kafka-port", kafkaPort)
                                .values());
        Settings settings = origin.load();
        boolean ownBroker = options.kafka().isEmpty();
        if (ownBroker) refuseOtherKafka(settings.kafka());
        return Service.ofThisProcess(settings, spec.commandLine().getOut())
                .run(parts -> start(settings, origin, ownBroker, parts));
    }

    /** Settings for another Kafka would be passed over in silence, or break the embedded one. */
    private static void refuseOtherKafka(KafkaSettings kafka) {
        if (!kafka.isDefault())
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "kafka.* settings name another Kafka ("
                            + kafka.bootstrapServers()
                            + "), but up starts a broker of its own: give --kafka HOST:PORT to use"
                            + " that one, or leave the settings out");
    }

    private static String start(
            Settings settings, SettingsOrigin origin, boolean ownBroker, Parts parts) {
        var wiring = new Wiring(withCursorKey(settings), parts);
        wiring.checkPorts();
        String kafka = ownBroker ? wiring.embeddedBroker() : settings.kafka().bootstrapServers();
        int adminPort = wiring.admin();
        var topics = wiring.topics();
        wiring.router(topics, origin, settings);
        int gatewayPort = wiring.gateway(topics);
        Optional<Path> data =
                Optional.of(settings.standalone().data().toAbsolutePath().normalize())
                        .filter(directory -> ownBroker);
        return ReadyNotice.up(settings, gatewayPort, adminPort, kafka, data);
    }

    /** A key that is kept, where none is set: a session can resume after a restart. */
    private static Settings withCursorKey(Settings settings) {
        GatewaySettings gateway = settings.gateway();
        return gateway.cursorKey().isEmpty()
                ? settings.withGateway(
                        gateway.withCursorKey(CursorKeyFile.in(settings.standalone().data())))
                : settings;
    }
}
