package io.eventrouter.cli;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Subscription;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the gateway is: a mixin. */
final class GatewayOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "ws://localhost:8080/ws",
            description = "The gateway's WebSocket; ${DEFAULT-VALUE} by default.")
    private String url;

    /**
     * @throws ParameterException when the URL cannot be used
     */
    ClientSettings settings(List<Subscription> subscriptions, ReconnectPolicy reconnect) {
        try {
            return new ClientSettings(
                    new URI(url), subscriptions, ClientSettings.CONNECT_TIMEOUT, reconnect);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--url: " + e.getMessage(), e);
        }
    }
}
