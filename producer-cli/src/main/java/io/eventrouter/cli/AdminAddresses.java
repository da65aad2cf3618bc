package io.eventrouter.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Addresses of admin ports on the command line. Stateless. */
final class AdminAddresses {
    private AdminAddresses() {}

    /**
     * @throws ParameterException when it is no HTTP address
     */
    static URI parse(CommandSpec command, String text) {
        try {
            var uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) return uri;
        } catch (URISyntaxException e) {
            // said below
        }
        throw new ParameterException(
                command.commandLine(),
                "--admin " + text + ": an address such as http://localhost:8081 is allowed");
    }
}
