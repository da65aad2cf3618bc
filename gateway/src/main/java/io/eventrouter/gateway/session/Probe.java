package io.eventrouter.gateway.session;

/**
 * A ping behind events: its pong says that the client has read them. It is the last of its write.
 * Immutable.
 *
 * @param number counted from 1 in each session; comes back with the pong
 */
public record Probe(long number) implements Outbound {
    @Override
    public int bytes() {
        return Long.BYTES;
    }
}
