package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.gateway.console.Console;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;

/**
 * {@code /console/status} and {@code /console/letters}: what the console is told, for whoever may
 * know. Thread-safe; never waits.
 */
final class ConsolePages {
    private final Console console;
    private final ConsoleGate gate;

    ConsolePages(Console console, ConsoleAccess access) {
        this.console = console;
        this.gate = new ConsoleGate(access);
    }

    /** Empty when there is no such page. */
    Optional<Answer> find(String path, InetAddress client, HttpFields headers) {
        return switch (path) {
            case "/console/status" -> Optional.of(answer(client, headers, console::status));
            case "/console/letters" -> Optional.of(answer(client, headers, console::letters));
            default -> Optional.empty();
        };
    }

    private Answer answer(InetAddress client, HttpFields headers, Supplier<String> json) {
        return gate.refusal(client, headers)
                .map(why -> Answer.text(403, why))
                .orElseGet(() -> Answer.json(200, json.get()))
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
