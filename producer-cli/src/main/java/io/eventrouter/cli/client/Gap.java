package io.eventrouter.cli.client;

/**
 * The gateway could not deliver some events, and says so.
 *
 * @param channel where they were; may be empty
 * @param priority the name of their level; may be empty
 * @param count how many; 0 when the gateway does not know
 * @param reason the gateway's word for it
 */
public record Gap(String channel, String priority, long count, String reason) {}
