package io.eventrouter.cli.client;

/**
 * The gateway could not deliver some events, and says so.
 *
 * @param channel where they were; may be empty
 * @param priority the name of their level; may be empty
 * @param count how many; 0 when the gateway does not know
 * @param reason the gateway's word for it, or {@link #UNRECOVERED}
 */
public record Gap(String channel, String priority, long count, String reason) {
    /** A subscription could not go on where it was: its cursor is too old, or of another topic. */
    public static final String UNRECOVERED = "unrecovered";

    static Gap unrecovered(String channel, long count) {
        return new Gap(channel, "", count, UNRECOVERED);
    }
}
