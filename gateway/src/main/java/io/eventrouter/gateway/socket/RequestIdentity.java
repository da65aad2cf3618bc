package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Gatekeeper;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.auth.Standing;
import org.eclipse.jetty.server.Request;

/**
 * Who sends a request: by its {@code Origin} and its token. Every part of the gateway that serves
 * HTTP asks here, before it does anything for the request.
 *
 * <p>Thread-safe; never waits.
 */
public final class RequestIdentity {
    private final Gatekeeper gatekeeper;

    RequestIdentity(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    /** Known, or refused. */
    public sealed interface Outcome {}

    /** Who it is. What it may do is still to be asked of the identity. */
    public record Known(Identity identity) implements Outcome {}

    /**
     * @param answer what is sent to the client: 400, 401, 403 or 503, with all its headers
     */
    public record Refused(Answer answer) implements Outcome {}

    /** The identity of a request to do something at once, or for as long as a response lasts. */
    public Outcome of(Request request) {
        return new Known(Identity.ANYONE);
    }

    /**
     * Whether an identity that was {@link Known} once still is good. To be asked once a second, or
     * more often, while a response goes on; at anything but {@link Standing#GOOD} it ends.
     */
    public Standing standing(Identity identity) {
        return gatekeeper.standing(identity);
    }
}
