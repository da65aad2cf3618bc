package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.console.Console;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;

/**
 * {@code /console/status} and {@code /console/letters}: what the console is told, for whoever the
 * {@link ConsoleGate} lets see it. Thread-safe; never waits.
 */
final class ConsolePages {
    private final Console console;
    private final ConsoleGate gate;
    private final RequestIdentity identities;

    ConsolePages(Console console, ConsoleAccess access, RequestIdentity identities) {
        this.console = console;
        this.identities = identities;
        gate = new ConsoleGate(access, identities.isForThisMachineOnly());
    }

    /** Empty when there is no such page. */
    Optional<Answer> find(String path, InetAddress client, Request request) {
        return switch (path) {
            case "/console/status" -> Optional.of(answer(client, request, console::status));
            case "/console/letters" -> Optional.of(answer(client, request, console::letters));
            default -> Optional.empty();
        };
    }

    private Answer answer(InetAddress client, Request request, Supplier<String> json) {
        RequestIdentity.Outcome who = identities.ofReader(request);
        if (who instanceof RequestIdentity.Refused refused) return refused.answer();
        Identity identity = ((RequestIdentity.Known) who).identity();
        return gate.refusal(identity, client, request.getHeaders())
                .map(why -> Answer.text(403, why))
                .orElseGet(() -> Answer.json(200, json.get()))
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
