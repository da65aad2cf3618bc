package io.eventrouter.benchmarks.fanout.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One session.
 *
 * <pre>
 *   CONNECTING ─▶ UPGRADING ─▶ OPEN ─▶ CLOSED
 * </pre>
 *
 * <p>Confined to the loop's thread.
 */
final class ClientSession implements Wire.Frames {
    enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        CLOSED
    }

    private final SessionLoop loop;
    private final SocketChannel channel;
    private final ByteBuffer handshake;
    private final boolean counted;
    private State state = State.CONNECTING;
    private SelectionKey key;
    private byte[] rest;

    /**
     * @param counted whether what it receives is measured
     */
    ClientSession(SessionLoop loop, SocketChannel channel, ByteBuffer handshake, boolean counted) {
        this.loop = loop;
        this.channel = channel;
        this.handshake = handshake;
        this.counted = counted;
    }

    State state() {
        return state;
    }

    boolean isCounted() {
        return counted;
    }

    void registered(SelectionKey with) {
        key = with;
    }

    /** Something can be done: connect, or read. */
    void ready(ByteBuffer buffer) {
        try {
            if (state == State.CONNECTING) connected();
            else read(buffer);
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    private void connected() throws IOException {
        if (!channel.finishConnect()) return;
        state = State.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        channel.write(handshake); // the first bytes of a connection: there is room
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (rest != null) buffer.put(rest);
        rest = null;
        int read = channel.read(buffer);
        buffer.flip();
        if (state == State.UPGRADING) upgrade(buffer);
        if (state == State.OPEN) Wire.read(buffer, this);
        if (read < 0) lost("the server has closed");
        else if (buffer.hasRemaining()) keep(buffer);
    }

    private void keep(ByteBuffer buffer) {
        rest = new byte[buffer.remaining()];
        buffer.get(rest);
    }

    private void upgrade(ByteBuffer buffer) {
        int end = Wire.endOfHead(buffer);
        if (end < 0) return;
        if (!Wire.isSwitched(buffer)) {
            byte[] head = new byte[Math.min(buffer.remaining(), 80)];
            buffer.get(head);
            lost("refused: " + new String(head, US_ASCII).lines().findFirst().orElse(""));
            return;
        }
        buffer.position(end);
        state = State.OPEN;
        loop.opened(this);
    }

    @Override
    public void frame(int opcode, ByteBuffer payload) {
        switch (opcode) {
            case Wire.TEXT, Wire.BINARY -> {
                if (counted) loop.tally().delivered(payload, System.nanoTime());
            }
            case Wire.PING -> write(Wire.pong(payload));
            case Wire.CLOSE -> lost("the server closes: " + reason(payload));
            default -> {
                // A pong: nobody has pinged.
            }
        }
    }

    private static String reason(ByteBuffer payload) {
        return payload.remaining() < 2
                ? "without a code"
                : "code " + payload.getShort(payload.position());
    }

    private void write(ByteBuffer frame) {
        try {
            channel.write(frame);
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    /** From now on it reads nothing. */
    void stall() {
        key.interestOps(0);
    }

    /** Says good-bye and goes. */
    void close() {
        if (state == State.CLOSED) return;
        if (state == State.OPEN) write(Wire.close());
        end();
    }

    private void lost(String why) {
        if (state == State.CLOSED) return;
        boolean wasOpen = state == State.OPEN;
        end();
        loop.lost(this, wasOpen, why);
    }

    private void end() {
        state = State.CLOSED;
        rest = null;
        try {
            channel.close();
        } catch (IOException e) {
            return; // It is gone, which is what was wanted.
        }
    }
}
