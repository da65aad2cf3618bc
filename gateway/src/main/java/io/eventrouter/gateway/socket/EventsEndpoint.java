package io.eventrouter.gateway.socket;

import io.eventrouter.config.PublishSettings;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.session.ErrorCode;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /events}: publishes a CloudEvent, and answers 202 once Kafka has acknowledged it.
 * What can be refused by its head is refused by its head. Thread-safe; no thread waits.
 */
final class EventsEndpoint {
    static final String PATH = "/events";

    private final RequestIdentity identities;
    private final Publishing publishing;
    private final PublishRates rates;
    private final PublishSettings settings;
    private final EventsCrossOrigin origins;
    private final int mostBytes;
    private final Executor answering;
    private final LongSupplier nanoClock;

    /**
     * @param answering writes answers, as Kafka's thread has other things to do
     */
    EventsEndpoint(
            RequestIdentity identities,
            Publishing publishing,
            PublishRates rates,
            PublishSettings settings,
            EventsCrossOrigin origins,
            Executor answering,
            LongSupplier nanoClock) {
        this.identities = identities;
        this.publishing = publishing;
        this.rates = rates;
        this.settings = settings;
        this.origins = origins;
        mostBytes = publishing.mostBodyBytes();
        this.answering = answering;
        this.nanoClock = nanoClock;
    }

    /**
     * Answers, at once or later.
     *
     * @param accepting whether the gateway takes anything new
     */
    void handle(
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint,
            boolean accepting) {
        Optional<Answer> early = answerWithoutIdentity(request);
        if (early.isPresent()) {
            origins.readable(early.get(), request).send(response, callback);
            return;
        }
        RequestIdentity.Outcome outcome = identities.of(request);
        if (outcome instanceof RequestIdentity.Refused refused) {
            origins.readable(refused.answer(), request).send(response, callback);
            return;
        }
        Identity who = ((RequestIdentity.Known) outcome).identity();
        Optional<Answer> answer = answerByHead(request, who, accepting);
        if (answer.isPresent()) origins.readable(answer.get(), request).send(response, callback);
        else exchange(request, response, callback, endPoint, who);
    }

    private void exchange(
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint,
            Identity who) {
        var exchange =
                new EventExchange(
                        request,
                        response,
                        callback,
                        endPoint,
                        publishing,
                        rates.client(who, endPoint.clientAddress()),
                        origins,
                        () -> identities.lapsed(who),
                        answering);
        exchange.begin(
                new RequestBody(
                        request,
                        endPoint,
                        mostBytes,
                        settings.bodyTimeout(),
                        publishing.inFlight(),
                        nanoClock,
                        exchange));
    }

    /** A preflight never has a token. */
    private Optional<Answer> answerWithoutIdentity(Request request) {
        boolean asks = HttpMethod.OPTIONS.is(request.getMethod());
        if (!asks && !HttpMethod.POST.is(request.getMethod()))
            return Optional.of(
                    Answer.text(405, "POST is allowed").with("Allow", EventsCrossOrigin.METHODS));
        if (!origins.admits(request))
            return refusal(403, ErrorCode.FORBIDDEN, "pages of that origin may not publish here");
        return asks ? Optional.of(origins.preflight(request)) : Optional.empty();
    }

    private Optional<Answer> answerByHead(Request request, Identity who, boolean accepting) {
        HttpFields headers = request.getHeaders();
        if (!publishing.isOpenTo(who))
            return Optional.of(PublishAnswers.answer(403, publishing.refuseNotOpen()));
        if (!accepting) return refusal(503, ErrorCode.UNAVAILABLE, "this gateway is stopping");
        return EventForm.fault(headers).map(this::unsupported).or(() -> tooLarge(request, headers));
    }

    private Optional<Answer> refusal(int status, ErrorCode code, String message) {
        return Optional.of(PublishAnswers.answer(status, publishing.refuse(code, message)));
    }

    private Answer unsupported(String fault) {
        return PublishAnswers.answer(415, publishing.refuse(ErrorCode.BAD_EVENT, fault))
                .with("Accept-Post", EventForm.STRUCTURED + ", */*")
                .with("Accept-Encoding", "identity");
    }

    /** One that is not much too large is let go by, or its sender would not see the answer. */
    private Optional<Answer> tooLarge(Request request, HttpFields headers) {
        boolean asksFirst = headers.contains(HttpHeader.EXPECT);
        long allowed = asksFirst ? mostBytes : mostBytes + RequestBody.MOST_LET_GO;
        return request.getLength() > allowed
                ? refusal(413, ErrorCode.TOO_LARGE, EventExchange.tooLarge(mostBytes))
                        .map(answer -> answer.with("Connection", "close"))
                : Optional.empty();
    }
}
