package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.session.DispatchFigures;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicNames;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;

/**
 * What the page at {@code /} is told. Being asked makes it read; while nobody asks it reads
 * nothing, and has no connection open. Sessions are looked at only while somebody asks for those.
 *
 * <p>Thread-safe. It never waits: it answers with what was read last.
 */
public final class Console implements ConsoleDesk, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OwnSessions own;
    private final Interest interest;
    private final LevelsRound levels;
    private final LettersRound letters;
    private final NodesRound nodes;
    private final Rounds rounds;
    private final Interest inSessions;
    private final SessionsRound sessions;
    private final Rounds sessionRounds;
    private final SessionKicks kicks;
    private final LetterReplays replays;

    /**
     * The answer to the page. A member is null while it is not known.
     *
     * @param gateway who answers
     * @param letters changes when other letters are to be asked for
     * @param may what the page may offer
     */
    private record Status(
            String gateway,
            LevelsRound.View flow,
            List<NodeView> nodes,
            String letters,
            Rights may) {}

    /**
     * Starts its threads, which do nothing until somebody asks.
     *
     * @param figures what is dispatched; nobody else may take from it
     */
    public Console(
            Settings settings, TopicLayout layout, DispatchFigures figures, OwnSessions own) {
        LongSupplier nanoTime = System::nanoTime;
        TopicNames topics = layout.names();
        this.own = own;
        interest = new Interest(nanoTime);
        levels = new LevelsRound(settings, layout, figures, nanoTime);
        letters = new LettersRound(settings.kafka(), topics, nanoTime);
        nodes = new NodesRound(settings.console().nodes());
        rounds = new Rounds(interest, List.of(levels, letters, nodes));
        inSessions = new Interest(nanoTime);
        sessions = new SessionsRound(own, settings.console().nodes());
        sessionRounds = new Rounds(inSessions, List.of(sessions));
        kicks = new SessionKicks(own, sessions::view);
        int mostBytes = settings.topics().maxEventBytes();
        replays =
                new LetterReplays(
                        new LetterReplay(topics, mostBytes, System::currentTimeMillis),
                        () -> new KafkaLetterPost(settings, topics.deadLetter(), nanoTime));
        rounds.start();
        sessionRounds.start();
    }

    @Override
    public String status(Rights rights) {
        interest.asked();
        LettersRound.View known = letters.view();
        return json(
                new Status(
                        own.gateway().get(),
                        levels.view(),
                        nodes.view(),
                        known == null ? null : known.version(),
                        rights));
    }

    @Override
    public String letters() {
        interest.asked();
        return json(letters.view());
    }

    private static String json(Object view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view is always JSON", e);
        }
    }

    @Override
    public String sessions(boolean whose) {
        inSessions.asked();
        SessionsView known = sessions.view();
        return known == null ? "null" : known.json(whose);
    }

    @Override
    public CompletableFuture<KickOutcome> kick(String session, String who) {
        return kicks.kick(session, who);
    }

    @Override
    public CompletableFuture<ReplayOutcome> replay(
            ReplayRequest request, BiPredicate<Channel, Priority> mayPublish, String who) {
        return replays.replay(request, mayPublish, who);
    }

    /** Ends its threads in bounded time. Idempotent. */
    @Override
    public void close() {
        rounds.close();
        sessionRounds.close();
        replays.close();
    }
}
