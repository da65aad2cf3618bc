package io.eventrouter.cli.client;

import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A gateway for tests: it speaks the protocol, and does what a test tells it. By default it
 * welcomes, and confirms every subscription.
 */
public final class ScriptedGateway implements AutoCloseable {
    private static final AtomicLong POSITIONS = new AtomicLong();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private volatile String subprotocol = "eventrouter.v1";
    private volatile String retryAfter;
    private volatile Consumer<Session> onSubscribed = session -> {};
    private volatile String errorCode;
    private volatile String confirmation = "";
    private volatile String authorization;

    private ScriptedGateway() {}

    public static ScriptedGateway start() {
        var gateway = new ScriptedGateway();
        gateway.connector.setHost("127.0.0.1");
        gateway.server.addConnector(gateway.connector);
        gateway.server.setHandler(
                WebSocketUpgradeHandler.from(
                        gateway.server,
                        container -> container.addMapping("/ws", gateway::upgrade)));
        LifeCycle.start(gateway.server);
        return gateway;
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/ws");
    }

    /** The next handshakes are answered with these statuses. */
    public void refuse(Integer... statuses) {
        refusals.addAll(List.of(statuses));
    }

    public void retryAfter(String value) {
        retryAfter = value;
    }

    /** Empty for none at all. */
    public void speak(String other) {
        subprotocol = other;
    }

    /** What happens once a subscription was confirmed. */
    public void onSubscribed(Consumer<Session> action) {
        onSubscribed = action;
    }

    /** What is said of a subscription beside its confirmation, such as {@code "recovered":true}. */
    public void confirmWith(String members) {
        confirmation = "," + members;
    }

    /** What the latest client showed as its token; null for none. */
    public String authorization() {
        return authorization;
    }

    /** Subscriptions are refused with that code. */
    public void refuseSubscriptions(String code) {
        errorCode = code;
    }

    /** How many handshakes there were, refused ones among them. */
    public int handshakes() {
        return handshakes.get();
    }

    /** What clients sent. */
    public List<String> commands() {
        return commands;
    }

    /** The next session that was opened; waits for it. */
    public Session nextSession() throws InterruptedException {
        Session session = sessions.poll(30, TimeUnit.SECONDS);
        if (session == null) throw new AssertionError("no session was opened");
        return session;
    }

    public static void send(Session session, String text) {
        session.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    public static void close(Session session, int code, String reason) {
        session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    /** An event's JSON, with a position of its own. */
    public static String event(String channel, String priority, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/test\",\"type\":\"t\",\"channel\":\""
                + channel
                + "\",\"priority\":\""
                + priority
                + "\",\"position\":\"0:"
                + POSITIONS.incrementAndGet()
                + "\",\"data\":"
                + data
                + "}";
    }

    private Object upgrade(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        handshakes.incrementAndGet();
        authorization = request.getHeaders().get("Authorization");
        Integer status = refusals.poll();
        if (status != null) {
            if (retryAfter != null) response.getHeaders().put("Retry-After", retryAfter);
            Response.writeError(request, response, callback, status);
            return null;
        }
        if (!subprotocol.isEmpty()) response.setAcceptedSubProtocol(subprotocol);
        return new Endpoint();
    }

    /** Of one session. Public, since Jetty calls it by reflection. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        private Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            send(
                    session,
                    "{\"op\":\"welcome\",\"session\":\"s\",\"gateway\":\"scripted\","
                            + "\"cursor\":\"c\",\"heartbeatSeconds\":25}");
            sessions.add(session);
        }

        @Override
        public void onWebSocketText(String text) {
            commands.add(text);
            if (!text.contains("\"op\":\"subscribe\"")) return;
            String ref = text.replaceAll(".*\"ref\":\"(\\d+)\".*", "$1");
            if (errorCode == null) {
                send(
                        session,
                        "{\"op\":\"subscribed\",\"ref\":\"" + ref + "\"" + confirmation + "}");
                onSubscribed.accept(session);
            } else {
                send(
                        session,
                        "{\"op\":\"error\",\"code\":\""
                                + errorCode
                                + "\",\"message\":\"no\",\"ref\":\""
                                + ref
                                + "\"}");
            }
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
