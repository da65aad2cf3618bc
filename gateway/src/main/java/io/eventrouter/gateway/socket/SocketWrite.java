package io.eventrouter.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One write of a session to its socket, past Jetty: copied to the calling thread's buffer, as much
 * in one write as fits, until the socket takes no more. Jetty tells when it does again.
 *
 * <p>A write that waits for its client holds {@value #REST_BYTES} bytes of its own and the
 * messages, which are shared; nothing is taken from a pool. One thread at a time works at it:
 * whoever runs it, and then the one that Jetty calls back on.
 */
abstract class SocketWrite implements Runnable {
    /** What Jetty holds to find out when the socket takes more. */
    private static final int REST_BYTES = 4 << 10;

    private final GatewayEndPoint endPoint;
    private final OutgoingBytes bytes;

    SocketWrite(GatewayEndPoint endPoint, OutgoingBytes bytes) {
        this.endPoint = endPoint;
        this.bytes = bytes;
    }

    /** All of it was handed to the socket. */
    abstract void written();

    /** A message may have gone out in part: nothing can follow it. */
    abstract void failed(Throwable cause);

    @Override
    public void run() {
        try {
            if (sendFirst()) written();
            else new Rest(this).iterate();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** Returns false when the socket takes no more for now. */
    private boolean sendFirst() throws IOException {
        WriteBuffer buffer = endPoint.writeBuffer();
        ByteBuffer first = buffer.first(bytes);
        int sent = endPoint.send(first);
        boolean all = !first.hasRemaining();
        if (all && buffer.isWhole()) return true;
        bytes.take(sent);
        return all && sendAll();
    }

    /** The same for what is left. */
    private boolean sendAll() throws IOException {
        WriteBuffer buffer = endPoint.writeBuffer();
        while (!bytes.isEmpty()) {
            ByteBuffer part = buffer.part(bytes);
            bytes.take(endPoint.send(part));
            if (part.hasRemaining()) return false;
        }
        return true;
    }

    /**
     * The rest of a write that the socket did not take at once. Jetty writes the first bytes of it
     * when it can; then the socket has room again.
     */
    private static final class Rest extends IteratingCallback {
        private final SocketWrite write;
        private boolean hasRoom;
        private int handedOver;

        Rest(SocketWrite write) {
            this.write = write;
        }

        @Override
        protected Action process() throws IOException {
            if (hasRoom && write.sendAll()) return Action.SUCCEEDED;
            var first = ByteBuffer.allocate(REST_BYTES);
            write.bytes.copyTo(first);
            handedOver = first.flip().remaining();
            write.endPoint.write(this, first);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            write.bytes.take(handedOver);
            hasRoom = true;
        }

        @Override
        protected void onCompleteSuccess() {
            write.written();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            write.failed(cause);
        }
    }
}
