package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.publish.PublishOutcome;
import io.eventrouter.gateway.publish.Publishing;
import io.eventrouter.gateway.session.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request that publishes an event, from its head, which was taken, to its answer. While it
 * lasts it looks after its own time: for the body by {@link RequestBody}, then by the publisher's
 * time-out.
 *
 * <p>Jetty calls from one thread at a time; the answer may come from another, once all was read.
 */
final class EventExchange extends BodyExchange {
    private final Publishing publishing;
    private final Publishing.Client client;
    private final EventsCrossOrigin origins;
    private final Executor answering;
    private final Supplier<Optional<Answer>> lapsed;

    /**
     * @param lapsed what a client is answered whose token has ended while its body came
     * @param answering writes the answer, as Kafka's thread has other things to do
     */
    EventExchange(
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint,
            Publishing publishing,
            Publishing.Client client,
            EventsCrossOrigin origins,
            Supplier<Optional<Answer>> lapsed,
            Executor answering) {
        super(request, response, callback, endPoint);
        this.publishing = publishing;
        this.client = client;
        this.origins = origins;
        this.lapsed = lapsed;
        this.answering = answering;
    }

    @Override
    public void whole(byte[] bytes) {
        Optional<Answer> ended = lapsed.get();
        if (ended.isPresent()) {
            body().release();
            answer(ended.get());
            return;
        }
        EventForm form = EventForm.of(request().getHeaders());
        CompletableFuture<PublishOutcome> outcome =
                publishing.event(client, () -> form.read(bytes));
        body().release(); // from here on the publisher counts it
        request().addIdleTimeoutListener(timeout -> false);
        if (outcome.isDone()) {
            answer(PublishAnswers.answer(outcome.join()));
        } else {
            var unused =
                    outcome.thenAcceptAsync(o -> answer(PublishAnswers.answer(o)), answering)
                            .exceptionally(this::unanswered);
        }
    }

    @Override
    public void refused(RequestBody.Fault fault, Duration timeout, int limit) {
        body().release();
        Answer answer =
                switch (fault) {
                    case TOO_LARGE -> refusal(413, ErrorCode.TOO_LARGE, tooLarge(limit));
                    case STALLED -> refusal(408, ErrorCode.BAD_EVENT, stalled(timeout));
                    case NO_ROOM -> PublishAnswers.answer(503, publishing.refuseForRoom());
                };
        answer(answer.with("Connection", "close"));
    }

    private Answer refusal(int status, ErrorCode code, String message) {
        return PublishAnswers.answer(status, publishing.refuse(code, message));
    }

    @Override
    Answer readable(Answer answer) {
        return origins.readable(answer, request());
    }
}
