package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says which request goes where: {@code /ws} and {@code /sse} to their handshakes, {@code /events}
 * to publishing, the pages to the console, anything else to nothing. A path must be written exactly
 * so: one with parameters or dots in it is another path, and there is none. Thread-safe.
 */
final class GatewayHandler extends Handler.Abstract.NonBlocking {
    private static final Answer NO_NEW_SESSIONS =
            Answer.text(503, "this gateway takes no new sessions")
                    .with("Retry-After", "2")
                    .with("Connection", "close");

    private final Handshake handshake;
    private final Upgrade upgrade;
    private final RequestIdentity identities;
    private final SseEntry sse;
    private final Admission admission;
    private final EventsEndpoint events;
    private final WebPages pages;
    private final SocketMetrics metrics;
    private volatile boolean accepting = true;
    private volatile ConsolePages console;
    private volatile ConsoleActs acts;

    GatewayHandler(
            Handshake handshake,
            Upgrade upgrade,
            RequestIdentity identities,
            SseEntry sse,
            Admission admission,
            EventsEndpoint events,
            WebPages pages,
            SocketMetrics metrics) {
        this.handshake = handshake;
        this.upgrade = upgrade;
        this.identities = identities;
        this.sse = sse;
        this.admission = admission;
        this.events = events;
        this.pages = pages;
        this.metrics = metrics;
    }

    /** From now on it answers the console too, and does what that asks for. */
    void show(ConsolePages pages, ConsoleActs does) {
        console = pages;
        acts = does;
    }

    void stopAccepting() {
        accepting = false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        endPoint(request).requestArrived();
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals("/ws")) webSocket(request, response, callback);
        else if (path.equals(EventsEndpoint.PATH))
            events.handle(request, response, callback, endPoint(request), accepting);
        else if (path.equals("/sse")) sse.handle(request, response, callback, this::admitStream);
        else if (acts != null && ConsoleActs.isFor(path))
            acts.handle(path, request, response, callback, endPoint(request));
        else page(path, request).send(response, callback);
        return true;
    }

    private static GatewayEndPoint endPoint(Request request) {
        return (GatewayEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void webSocket(Request request, Response response, Callback callback) {
        Handshake.Outcome outcome = handshake.decide(request);
        if (outcome instanceof Handshake.Refused refused)
            refuse(refused.answer(), response, callback);
        else if (!accepting) {
            metrics.refused(SocketMetrics.DRAINING);
            refuse(NO_NEW_SESSIONS, response, callback);
        } else identify((Handshake.Accepted) outcome, request, response, callback);
    }

    private void identify(
            Handshake.Accepted accepted, Request request, Response response, Callback callback) {
        RequestIdentity.Outcome outcome =
                identities.ofHandshake(request, accepted.subprotocol().controlMessages());
        if (outcome instanceof RequestIdentity.Refused refused) {
            refuse(refused.answer(), response, callback);
            return;
        }
        Identity identity = ((RequestIdentity.Known) outcome).identity();
        Optional<Answer> refusal =
                accepted.forbiddenTo(identity).or(() -> admit(identity, endPoint(request)));
        if (refusal.isPresent()) {
            refuse(refusal.get(), response, callback);
            return;
        }
        metrics.handshake(Transport.WEBSOCKET, HttpStatus.SWITCHING_PROTOCOLS_101);
        upgrade.perform(accepted, identity, request, response, callback);
    }

    /** For an event stream, whose handshake is elsewhere. */
    private Optional<Answer> admitStream(Request request, Identity identity) {
        if (accepting) return admit(identity, endPoint(request));
        metrics.refused(SocketMetrics.DRAINING);
        return Optional.of(NO_NEW_SESSIONS);
    }

    /** Empty once its connection has the right to a session. */
    private Optional<Answer> admit(Identity identity, GatewayEndPoint endPoint) {
        Admission.Outcome outcome = admission.admit(endPoint.clientAddress());
        if (outcome instanceof Admission.Ticket ticket) {
            boolean free =
                    identity.subject().isEmpty() || ticket.admitUser(identity.subject().get());
            if (free) {
                endPoint.admitted(ticket);
                return Optional.empty();
            }
            ticket.release();
            outcome = Admission.Refusal.USER;
        }
        var refusal = (Admission.Refusal) outcome;
        metrics.refused(refusal.word());
        return Optional.of(refusal.answer());
    }

    private void refuse(Answer answer, Response response, Callback callback) {
        metrics.handshake(Transport.WEBSOCKET, answer.status());
        answer.send(response, callback);
    }

    private Answer page(String path, Request request) {
        boolean readable =
                HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
        if (!readable)
            return Answer.text(405, "GET and HEAD are allowed").with("Allow", "GET, HEAD");
        Optional<Answer> page = pages.find(path, request.getHeaders());
        return page.or(() -> figures(path, request))
                .orElseGet(() -> Answer.text(404, "there is nothing here"));
    }

    private Optional<Answer> figures(String path, Request request) {
        ConsolePages now = console;
        return now == null
                ? Optional.empty()
                : now.find(path, endPoint(request).clientAddress(), request);
    }
}
