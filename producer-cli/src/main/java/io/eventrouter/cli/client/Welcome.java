package io.eventrouter.cli.client;

import java.time.Duration;
import java.util.Optional;

/**
 * The gateway's first words.
 *
 * @param session what the gateway calls this session
 * @param gateway what the gateway calls itself
 * @param cursor where the session begins, for what has no earlier place
 * @param heartbeat after which it sends something on a quiet connection
 */
public record Welcome(
        String session, String gateway, Optional<String> cursor, Duration heartbeat) {}
