package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.util.WebSocketUtils;

/**
 * Turns an accepted request into a WebSocket connection, without extensions. It does what Jetty's
 * own handler does, which cannot be told to make a {@link GatewayCoreSession}. Thread-safe.
 */
final class Upgrade {
    /** Each session holds it; the client's own address is of no use to it. */
    private static final URI ADDRESS = URI.create("ws://gateway/ws");

    /** Jetty's flusher writes nothing but control frames. */
    private static final int OUTPUT_BUFFER_BYTES = 512;

    private static final int INPUT_BUFFER_BYTES = 4096;

    private final WebSocketComponents components;
    private final ConnectionParts parts;

    Upgrade(WebSocketComponents components, ConnectionParts parts) {
        this.components = components;
        this.parts = parts;
    }

    void perform(
            Handshake.Accepted handshake,
            Identity identity,
            Request request,
            Response response,
            Callback callback) {
        Connector connector = request.getConnectionMetaData().getConnector();
        var endPoint =
                (GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
        var client = new ClientConnection(parts, handshake, identity, endPoint);
        GatewayCoreSession core = session(client, handshake.subprotocol());
        var connection = new GatewayWebSocketConnection(endPoint, connector, core, client);
        core.setWebSocketConnection(connection);
        writeHead(handshake, response);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
        response.write(true, null, callback);
    }

    private GatewayCoreSession session(ClientConnection client, Subprotocol subprotocol) {
        var extensions = new ExtensionStack(components, Behavior.SERVER);
        extensions.negotiate(List.of(), List.of());
        var negotiated =
                new Negotiated(
                        ADDRESS,
                        subprotocol.text(),
                        false,
                        extensions,
                        WebSocketConstants.SPEC_VERSION_STRING);
        var core = new GatewayCoreSession(client, negotiated, components, parts.nanoClock());
        core.setAutoFragment(false);
        core.setMaxFrameSize(parts.settings().maxFrameBytes());
        core.setInputBufferSize(INPUT_BUFFER_BYTES);
        core.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        // The tick watches it; Jetty's own watch would be a timer for each connection.
        core.setIdleTimeout(Duration.ZERO);
        return core;
    }

    private static void writeHead(Handshake.Accepted handshake, Response response) {
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        HttpFields.Mutable head = response.getHeaders();
        head.put(HttpHeader.UPGRADE, "websocket");
        head.put(HttpHeader.CONNECTION, "Upgrade");
        head.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, WebSocketUtils.hashKey(handshake.key()));
        head.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, handshake.subprotocol().text());
    }
}
