package io.eventrouter.gateway.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request that has the console do something, from its head, which was taken, to its answer.
 * While it lasts it looks after its own time: for the body by {@link RequestBody}, then by whoever
 * acts, in bounded time.
 *
 * <p>Jetty calls from one thread at a time; the answer may come from another, once all was read.
 */
final class ConsoleExchange extends BodyExchange {
    private final Supplier<Optional<Answer>> lapsed;
    private final Function<byte[], CompletableFuture<Answer>> act;
    private final Executor answering;

    /**
     * @param lapsed what a client is answered whose token has ended while its body came
     * @param act does what the body says
     * @param answering writes the answer
     */
    ConsoleExchange(
            Request request,
            Response response,
            Callback callback,
            GatewayEndPoint endPoint,
            Supplier<Optional<Answer>> lapsed,
            Function<byte[], CompletableFuture<Answer>> act,
            Executor answering) {
        super(request, response, callback, endPoint);
        this.lapsed = lapsed;
        this.act = act;
        this.answering = answering;
    }

    @Override
    public void whole(byte[] bytes) {
        body().release();
        Optional<Answer> ended = lapsed.get();
        if (ended.isPresent()) {
            answer(ended.get());
            return;
        }
        request().addIdleTimeoutListener(timeout -> false);
        CompletableFuture<Answer> outcome = act.apply(bytes);
        var unused =
                outcome.thenAcceptAsync(this::answer, answering).exceptionally(this::unanswered);
    }

    @Override
    public void refused(RequestBody.Fault fault, Duration timeout, int limit) {
        body().release();
        Answer answer =
                switch (fault) {
                    case TOO_LARGE -> Answer.text(413, tooLarge(limit));
                    case STALLED -> Answer.text(408, stalled(timeout));
                    case NO_ROOM ->
                            Answer.text(503, "more arrives than there is room for at this moment");
                };
        answer(answer.with("Connection", "close"));
    }

    @Override
    Answer readable(Answer answer) {
        return answer.with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
