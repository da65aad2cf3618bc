package io.eventrouter.gateway.publish;

import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.wire.UncheckedEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a gateway adds to an event of a client, and whose source it may have.
 *
 * <p>{@code source} and {@code id} together are what an event is known by, so nobody may publish in
 * the name of others. What a user publishes is of {@code /clients/USER}: over the socket that is
 * set here, and a CloudEvent over HTTP must name it, or a place below it. Where nobody has a token,
 * there is no name to protect. Immutable.
 */
final class ClientEvents {
    static final String SOURCE = "source";
    static final String USUAL_TYPE = "eventrouter.message";

    private static final String ANYONE = "/clients";
    private static final String USUAL_PRIORITY = "normal";

    /** No segment begins with a dot: one that leads upwards would lead to another user. */
    private static final Pattern BELOW = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+");

    private final Priorities priorities;
    private final Priority usualPriority;
    private final InstantSource clock;

    ClientEvents(Priorities priorities, InstantSource clock) {
        this.priorities = priorities;
        this.clock = clock;
        usualPriority = priorities.byName(USUAL_PRIORITY).orElse(priorities.lowest());
    }

    /** With a source of the client's own; an id, a type and the time where it gave none. */
    UncheckedEvent completeMessage(UncheckedEvent sent, Identity who) {
        return sent.withDefault("specversion", "1.0")
                .withDefault(SOURCE, sourceOf(who))
                .withDefault("id", UUID.randomUUID().toString())
                .withDefault("type", USUAL_TYPE);
    }

    /**
     * The event, with the time where it has none.
     *
     * @throws io.eventrouter.event.InvalidEventException when it breaks the contract
     */
    Event check(UncheckedEvent sent) {
        return sent.withDefault("time", clock.instant().toString())
                .check(priorities, usualPriority, Optional.empty());
    }

    /** Whether the client may publish in the name of that source. */
    static boolean maySpeakFor(String source, Identity who) {
        if (who.subject().isEmpty()) return true;
        String own = sourceOf(who);
        return source.startsWith(own) && BELOW.matcher(source.substring(own.length())).matches();
    }

    /** A URI reference: whatever is in the user's name is escaped. */
    static String sourceOf(Identity who) {
        return who.subject().map(user -> ANYONE + "/" + segment(user)).orElse(ANYONE);
    }

    private static String segment(String user) {
        String escaped = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
        return escaped.startsWith(".") ? "%2E" + escaped.substring(1) : escaped;
    }
}
