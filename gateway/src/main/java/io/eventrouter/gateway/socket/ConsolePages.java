package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.console.ConsoleDesk;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;

/**
 * {@code /console/status}, {@code /console/letters} and {@code /console/sessions}: what the console
 * is told, for whoever {@link ConsoleRights} let see it. Whose a session is, is told to who may
 * close it. Thread-safe; never waits.
 */
final class ConsolePages {
    private final ConsoleDesk desk;
    private final ConsoleRights rights;
    private final RequestIdentity identities;

    ConsolePages(ConsoleDesk desk, ConsoleRights rights, RequestIdentity identities) {
        this.desk = desk;
        this.rights = rights;
        this.identities = identities;
    }

    /** Empty when there is no such page. */
    Optional<Answer> find(String path, InetAddress client, Request request) {
        return switch (path) {
            case "/console/status" -> Optional.of(answer(client, request, desk::status));
            case "/console/letters" -> Optional.of(answer(client, request, may -> desk.letters()));
            case "/console/sessions" ->
                    Optional.of(answer(client, request, may -> desk.sessions(may.kick())));
            default -> Optional.empty();
        };
    }

    private Answer answer(
            InetAddress client, Request request, Function<ConsoleDesk.Rights, String> json) {
        RequestIdentity.Outcome outcome = identities.ofReader(request);
        if (outcome instanceof RequestIdentity.Refused refused) return refused.answer();
        Identity who = ((RequestIdentity.Known) outcome).identity();
        return rights.refusal(who, client, request.getHeaders())
                .map(why -> Answer.text(403, why))
                .orElseGet(
                        () ->
                                Answer.json(
                                        200,
                                        json.apply(rights.of(who, client, request.getHeaders()))))
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
