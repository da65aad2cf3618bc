package io.eventrouter.gateway.socket;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * Jetty's WebSocket connection. It lets our own view of the bytes see also those that came with the
 * handshake, and gives its frames to Jetty's flusher when it is the flusher's turn.
 */
final class GatewayWebSocketConnection extends WebSocketConnection {
    private final GatewayEndPoint endPoint;
    private final ClientConnection client;
    private final SocketTurn turn = new SocketTurn(super::enqueueFrame);
    private final Callback fillable = new Fillable();

    GatewayWebSocketConnection(
            GatewayEndPoint endPoint,
            Connector connector,
            GatewayCoreSession session,
            ClientConnection client) {
        super(
                endPoint,
                connector.getExecutor(),
                connector.getScheduler(),
                connector.getByteBufferPool(),
                session);
        this.endPoint = endPoint;
        this.client = client;
    }

    @Override
    public boolean isUseInputDirectByteBuffers() {
        return true;
    }

    /** Jetty's constructor asks already, so a setter would come too late. */
    @Override
    public boolean isUseOutputDirectByteBuffers() {
        return true;
    }

    /**
     * What comes is read by the thread that selects, a bounded part at a time: to hand it over
     * would cost more than to take it.
     */
    @Override
    public void fillInterested() {
        fillInterested(fillable);
    }

    /** Says that the thread may go on with it: {@link ClientConnection} never blocks. */
    private final class Fillable implements Callback {
        @Override
        public void succeeded() {
            endPoint.beginTurn();
            onFillable();
        }

        @Override
        public void failed(Throwable cause) {
            onFillInterestedFailed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /** Who may write to the socket. */
    SocketTurn turn() {
        return turn;
    }

    /** All that Jetty writes comes by here. */
    @Override
    public void enqueueFrame(OutgoingEntry entry) {
        turn.enqueue(entry);
    }

    @Override
    public void onUpgradeTo(ByteBuffer early) {
        client.onBytes(early.slice());
        super.onUpgradeTo(early);
    }
}
