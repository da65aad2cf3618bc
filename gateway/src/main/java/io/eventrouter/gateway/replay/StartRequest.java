package io.eventrouter.gateway.replay;

import java.util.function.Consumer;

/**
 * The question where a replay begins. Immutable.
 *
 * @param answer called on the host's thread
 */
public record StartRequest(ReplayHost host, StartFrom from, Consumer<ReplayStart> answer) {}
