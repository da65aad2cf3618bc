package io.eventrouter.standalone;

import io.eventrouter.cli.ProductVersion;
import io.eventrouter.cli.SettingsOptions;
import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsOrigin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The router alone. Confined to the main thread. */
@Command(
        name = "router",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        sortOptions = false,
        description = {
            "Starts a router: merges the priority topics into the routed topic.",
            "",
            "Run as many as you like: they share the work, and one takes over from another."
        },
        exitCodeListHeading = RoleHelp.EXIT_CODES,
        exitCodeList = {RoleHelp.OK, RoleHelp.FAILED, RoleHelp.USAGE},
        footerHeading = RoleHelp.EXAMPLES,
        footer = "  router --kafka kafka-1:9092,kafka-2:9092")
final class RouterCommand implements Callable<Integer> {
    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "For health and metrics; 0 for any free one. Default: 8081.")
    private String adminPort;

    @Mixin private SettingsOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        SettingsOrigin origin = options.origin(new Flags().set("admin.port", adminPort).values());
        Settings settings = origin.load();
        return Service.ofThisProcess(settings, spec.commandLine().getOut())
                .run(parts -> start(settings, origin, parts));
    }

    private static String start(Settings settings, SettingsOrigin origin, Parts parts) {
        var wiring = new Wiring(settings, parts);
        int adminPort = wiring.admin();
        wiring.router(wiring.topics(), origin, settings);
        return ReadyNotice.router(settings, adminPort);
    }
}
