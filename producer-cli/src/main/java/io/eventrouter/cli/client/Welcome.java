package io.eventrouter.cli.client;

import java.time.Duration;

/**
 * The gateway's first words.
 *
 * @param session what the gateway calls this session
 * @param gateway what the gateway calls itself
 * @param heartbeat after which it sends something on a quiet connection
 */
public record Welcome(String session, String gateway, Duration heartbeat) {}
