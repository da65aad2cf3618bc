package io.eventrouter.standalone;

import io.eventrouter.cli.ProductVersion;
import io.eventrouter.cli.SettingsOptions;
import io.eventrouter.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A gateway alone. Confined to the main thread. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        sortOptions = false,
        description = {
            "Starts a gateway: pushes routed events to WebSocket sessions.",
            "",
            "Run as many as you like: any of them can serve any session."
        },
        exitCodeListHeading = RoleHelp.EXIT_CODES,
        exitCodeList = {RoleHelp.OK, RoleHelp.FAILED, RoleHelp.USAGE},
        footerHeading = RoleHelp.EXAMPLES,
        footer = {
            "  gateway --kafka kafka-1:9092",
            "  gateway --kafka kafka-1:9092 --set gateway.host=0.0.0.0"
                    + " --set auth.jwks=https://id.example.com/jwks.json"
        })
final class GatewayCommand implements Callable<Integer> {
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

    @Mixin private SettingsOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings =
                options.load(
                        new Flags()
                                .set("gateway.port", port)
                                .set("admin.port", adminPort)
                                .values());
        return Service.ofThisProcess(settings, spec.commandLine().getOut())
                .run(parts -> start(settings, parts));
    }

    private static String start(Settings settings, Parts parts) {
        var wiring = new Wiring(settings, parts);
        wiring.checkPorts();
        int adminPort = wiring.admin();
        int port = wiring.gateway(wiring.topics());
        return ReadyNotice.gateway(settings, port, adminPort);
    }
}
