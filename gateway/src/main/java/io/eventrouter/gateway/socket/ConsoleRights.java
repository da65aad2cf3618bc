package io.eventrouter.gateway.socket;

import io.eventrouter.config.ConsoleAccess;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.console.ConsoleDesk;
import io.eventrouter.gateway.publish.Publishing;
import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * What who comes to the console may see and do: by the {@link ConsoleGate}, and for replays by
 * whether the gateway takes events of clients at all. Immutable.
 */
final class ConsoleRights {
    private static final String NO_EVENTS =
            "this gateway publishes nothing for clients, so nothing is replayed here: see"
                    + " publish.enabled";

    private final ConsoleGate gate;
    private final Publishing publishing;

    ConsoleRights(ConsoleAccess access, boolean forThisMachineOnly, Publishing publishing) {
        gate = new ConsoleGate(access, forThisMachineOnly);
        this.publishing = publishing;
    }

    /** Why it may not look, for a person; empty when it may. */
    Optional<String> refusal(Identity who, InetAddress client, HttpFields headers) {
        return gate.refusal(who, client, headers);
    }

    /** Why it may not close sessions, for a person; empty when it may. */
    Optional<String> refusalToKick(Identity who, InetAddress client, HttpFields headers) {
        return gate.refusalToKick(who, client, headers);
    }

    /** Why it may replay no letter, for a person; empty when channel and level decide. */
    Optional<String> refusalToReplay(Identity who, InetAddress client, HttpFields headers) {
        return gate.refusalToReplay(who, client, headers)
                .or(() -> publishing.isOpenTo(who) ? Optional.empty() : Optional.of(NO_EVENTS));
    }

    /** Both, for the page. */
    ConsoleDesk.Rights of(Identity who, InetAddress client, HttpFields headers) {
        return new ConsoleDesk.Rights(
                refusalToKick(who, client, headers).isEmpty(),
                refusalToReplay(who, client, headers).isEmpty());
    }
}
