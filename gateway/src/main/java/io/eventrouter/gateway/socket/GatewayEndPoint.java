package io.eventrouter.gateway.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One client's socket. While it speaks HTTP, a request must be complete within {@value
 * #HTTP_DEADLINE_NANOS} ns of the connection or of the request before it, however slowly its bytes
 * drip in; Jetty's own idle time-out starts anew with each byte.
 *
 * <p>Thread-safe: what other threads see is volatile.
 */
final class GatewayEndPoint extends SocketChannelEndPoint {
    static final long HTTP_DEADLINE_NANOS = 10_000_000_000L;

    /** What is read of a client before the others have their turn, but for its last buffer. */
    static final int TURN_BYTES = 16 << 10;

    /** As much as one write of the session carries. */
    static final int WRITE_BYTES = 64 << 10;

    private final ThreadLocal<WriteBuffer> writeBuffers;
    private final LongSupplier nanoClock;
    private volatile long httpSinceNanos;
    private volatile SocketClient client;
    private volatile Admission.Ticket ticket;
    private volatile boolean inHand;
    private volatile boolean full;
    private int turnBytes = Integer.MAX_VALUE;
    private volatile long takenBytes;
    private volatile long takenNanos;

    GatewayEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            ThreadLocal<WriteBuffer> writeBuffers,
            LongSupplier nanoClock) {
        super(channel, selector, key, scheduler);
        this.writeBuffers = writeBuffers;
        this.nanoClock = nanoClock;
        httpSinceNanos = nanoClock.getAsLong();
    }

    /** A complete request head is here: the deadline starts anew. */
    void requestArrived() {
        httpSinceNanos = nanoClock.getAsLong();
    }

    /** Whoever answers the request looks after its time, until it is {@link #answered}. */
    void requestInHand() {
        inHand = true;
    }

    /** From now on the next request is awaited. */
    void answered() {
        requestArrived();
        inHand = false;
    }

    /** The idle time-out of HTTP, which a request in hand may have changed. */
    void resetIdleTimeout() {
        setIdleTimeout(HTTP_DEADLINE_NANOS / 1_000_000);
    }

    /** It may have a session; the right to it goes back when the connection ends. */
    void admitted(Admission.Ticket granted) {
        Admission.Ticket before = ticket;
        ticket = granted;
        if (before != null) before.release();
        if (!isOpen()) granted.release(); // it ended meanwhile, and may not have seen the ticket
    }

    /** Whether its user may have one session more; to be asked once it is admitted. */
    boolean admitUser(String subject) {
        Admission.Ticket held = ticket;
        return held == null || held.admitUser(subject);
    }

    @Override
    public void onClose(Throwable cause) {
        Admission.Ticket held = ticket;
        if (held != null) held.release();
        super.onClose(cause);
    }

    /**
     * As the kernel knows it: a proxy's, where there is one. Of one that has just closed it is not
     * known any more, and loopback stands in.
     */
    InetAddress clientAddress() {
        return getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /** The same for a person to read; empty when it is not known any more. */
    String addressText() {
        return getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** From now on it has a session, and speaks no more HTTP. */
    void upgraded(SocketClient to) {
        client = to;
    }

    /** Who has a session on it; empty while it speaks HTTP. */
    Optional<SocketClient> client() {
        return Optional.ofNullable(client);
    }

    void onTick(long nowNanos) {
        SocketClient current = client;
        if (current != null) current.onTick(nowNanos);
        else if (!inHand && nowNanos - httpSinceNanos > HTTP_DEADLINE_NANOS) close();
    }

    /**
     * Bytes that went out after the socket could take no more for a while: the client has read
     * since. What a socket takes at once says nothing about the client.
     */
    long takenBytes() {
        return takenBytes;
    }

    /** When those bytes went out last; only to be asked when there are any. */
    long takenNanos() {
        return takenNanos;
    }

    /** The calling thread's own, for what it writes now; its content is of no use to others. */
    WriteBuffer writeBuffer() {
        return writeBuffers.get();
    }

    /** As {@link io.eventrouter.gateway.session.FrameSink#prefetch()}. */
    int prefetch() {
        SocketChannel channel = getChannel();
        boolean open = channel.isConnected() && !channel.isBlocking();
        return (open ? 1 : 0) + (full ? 1 : 0);
    }

    /**
     * Writes what the socket takes at once, past Jetty; for whoever has the {@link SocketTurn}.
     *
     * @return how many bytes it took
     */
    int send(ByteBuffer bytes) throws IOException {
        int sent = getChannel().write(bytes);
        written(sent, !bytes.hasRemaining());
        return sent;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        boolean all = super.flush(buffers);
        written(before - remaining(buffers), all);
        return all;
    }

    /** One thread at a time writes, and one after the other sees what was set here. */
    private void written(long bytes, boolean all) {
        if (full) taken(bytes);
        if (full == all) full = !all;
    }

    private void taken(long bytes) {
        if (bytes == 0) return;
        long sum = takenBytes + bytes;
        takenNanos = nanoClock.getAsLong();
        takenBytes = sum;
    }

    private static long remaining(ByteBuffer... buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) bytes += buffer.remaining();
        return bytes;
    }

    /**
     * From now on no more than a turn's bytes are read until the next turn, for one thread reads
     * from many clients. For the thread that reads.
     */
    void beginTurn() {
        turnBytes = TURN_BYTES;
    }

    /** Nothing, as if nothing had come yet, once the turn is over. */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (turnBytes <= 0) return 0;
        int before = buffer.remaining();
        int filled = super.fill(buffer);
        SocketClient current = client;
        if (filled > 0 && current != null) {
            if (turnBytes <= TURN_BYTES) turnBytes -= filled;
            current.onBytes(buffer.slice(buffer.position() + before, filled));
        }
        return filled;
    }
}
