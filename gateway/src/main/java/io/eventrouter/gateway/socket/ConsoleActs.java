package io.eventrouter.gateway.socket;

import io.eventrouter.config.PublishSettings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.console.ConsoleDesk;
import io.eventrouter.gateway.publish.InFlight;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /console/kick} and {@code POST /console/replay}: what the console does, for whoever
 * {@link ConsoleRights} let do it. Thread-safe; no thread waits.
 *
 * <p>A foreign page cannot have it done: where there are keys, it has no token; without keys, its
 * origin is not that of the page. And no page sends JSON elsewhere without asking first, which
 * nothing here answers.
 */
final class ConsoleActs {
    static final String KICK = "/console/kick";
    static final String REPLAY = "/console/replay";

    private final ConsoleDesk desk;
    private final ConsoleRights rights;
    private final RequestIdentity identities;
    private final Priorities priorities;
    private final PublishSettings settings;
    private final InFlight inFlight;
    private final Executor answering;
    private final LongSupplier nanoClock;

    /**
     * @param settings how long a body may take
     * @param inFlight counts the bytes of bodies
     * @param answering writes answers, as those who act have other things to do
     */
    ConsoleActs(
            ConsoleDesk desk,
            ConsoleRights rights,
            RequestIdentity identities,
            Priorities priorities,
            PublishSettings settings,
            InFlight inFlight,
            Executor answering,
            LongSupplier nanoClock) {
        this.desk = desk;
        this.rights = rights;
        this.identities = identities;
        this.priorities = priorities;
        this.settings = settings;
        this.inFlight = inFlight;
        this.answering = answering;
        this.nanoClock = nanoClock;
    }

    /** Whether that is one of its paths. */
    static boolean isFor(String path) {
        return path.equals(KICK) || path.equals(REPLAY);
    }

    /** Answers, at once or later. */
    void handle(
            String path,
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint) {
        Optional<Answer> byForm = answerByForm(request);
        if (byForm.isPresent()) {
            byForm.get().send(response, callback);
            return;
        }
        RequestIdentity.Outcome outcome = identities.ofReader(request);
        if (outcome instanceof RequestIdentity.Refused refused) {
            refused.answer().send(response, callback);
            return;
        }
        Identity who = ((RequestIdentity.Known) outcome).identity();
        Optional<String> refusal =
                refusal(path, who, endPoint.clientAddress(), request.getHeaders());
        if (refusal.isPresent()) Answer.text(403, refusal.get()).send(response, callback);
        else exchange(path, who, request, response, callback, endPoint);
    }

    private void exchange(
            String path,
            Identity who,
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint) {
        var exchange =
                new ConsoleExchange(
                        request,
                        response,
                        callback,
                        endPoint,
                        () -> identities.lapsed(who),
                        body -> act(path, body, who),
                        answering);
        exchange.begin(
                new RequestBody(
                        request,
                        endPoint,
                        ConsoleOrder.MOST_BYTES,
                        settings.bodyTimeout(),
                        inFlight,
                        nanoClock,
                        exchange));
    }

    private static Optional<Answer> answerByForm(Request request) {
        if (!HttpMethod.POST.is(request.getMethod()))
            return Optional.of(Answer.text(405, "POST is allowed").with("Allow", "POST"));
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")
                ? Optional.empty()
                : Optional.of(Answer.text(415, "Content-Type: application/json is needed"));
    }

    private Optional<String> refusal(
            String path, Identity who, InetAddress client, HttpFields headers) {
        return path.equals(KICK)
                ? rights.refusalToKick(who, client, headers)
                : rights.refusalToReplay(who, client, headers);
    }

    private CompletableFuture<Answer> act(String path, byte[] body, Identity who) {
        try {
            return path.equals(KICK) ? kick(body, who) : replay(body, who);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Answer.text(400, e.getMessage()));
        }
    }

    private CompletableFuture<Answer> kick(byte[] body, Identity who) {
        String session = ConsoleOrder.kick(body);
        return desk.kick(session, name(who))
                .thenApply(outcome -> ConsoleAnswers.of(outcome, session));
    }

    private CompletableFuture<Answer> replay(byte[] body, Identity who) {
        return desk.replay(
                        ConsoleOrder.replay(body, priorities),
                        (channel, level) -> who.mayPublish(channel) && who.mayPublish(level),
                        name(who))
                .thenApply(ConsoleAnswers::of);
    }

    private static String name(Identity who) {
        return who.subject().orElse("");
    }
}
