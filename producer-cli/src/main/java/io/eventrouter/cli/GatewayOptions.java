package io.eventrouter.cli;

import io.eventrouter.cli.client.ClientSettings;
import io.eventrouter.cli.client.ReconnectPolicy;
import io.eventrouter.cli.client.Subscription;
import io.eventrouter.cli.client.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the token to show, a JSON Web Token; it is read again for each"
                            + " connection, and before the token in use expires.")
    private Path tokenFile;

    /** Whether the URL was given. */
    boolean isGiven() {
        return command.commandLine().getParseResult().hasMatchedOption("--url");
    }

    /** A small file, so that reading it blocks nobody for long. */
    private TokenSource tokens() {
        if (tokenFile == null) return TokenSource.NONE;
        return () -> {
            try {
                return CompletableFuture.completedFuture(Files.readString(tokenFile).strip());
            } catch (IOException e) {
                return CompletableFuture.failedFuture(
                        new IOException(tokenFile + " cannot be read", e));
            }
        };
    }

    /**
     * @throws ParameterException when the URL cannot be used
     */
    ClientSettings settings(List<Subscription> subscriptions, ReconnectPolicy reconnect) {
        return settings(subscriptions, reconnect, List.of());
    }

    /**
     * @param seen positions of events that are not to be handed on
     * @throws ParameterException when the URL cannot be used
     */
    ClientSettings settings(
            List<Subscription> subscriptions, ReconnectPolicy reconnect, List<String> seen) {
        try {
            return new ClientSettings(
                    new URI(url),
                    subscriptions,
                    ClientSettings.CONNECT_TIMEOUT,
                    reconnect,
                    tokens(),
                    seen);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--url: " + e.getMessage(), e);
        }
    }
}
