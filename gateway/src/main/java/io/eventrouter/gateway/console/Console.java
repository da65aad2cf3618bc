package io.eventrouter.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventrouter.config.Settings;
import io.eventrouter.gateway.session.DispatchFigures;
import io.eventrouter.topics.TopicLayout;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the page at {@code /} is told. Being asked makes it read; while nobody asks it reads
 * nothing, and has no connection open.
 *
 * <p>Thread-safe. It never waits: it answers with what was read last.
 */
public final class Console implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<String> gatewayName;
    private final Interest interest;
    private final LevelsRound levels;
    private final LettersRound letters;
    private final NodesRound nodes;
    private final Rounds rounds;

    /**
     * The answer to the page. A member is null while it is not known.
     *
     * @param gateway who answers
     * @param letters changes when other letters are to be asked for
     */
    private record Status(
            String gateway, LevelsRound.View flow, List<NodeView> nodes, String letters) {}

    /**
     * Starts its threads, which do nothing until somebody asks.
     *
     * @param figures what is dispatched; nobody else may take from it
     */
    public Console(
            Settings settings,
            TopicLayout layout,
            DispatchFigures figures,
            Supplier<String> gatewayName) {
        LongSupplier nanoTime = System::nanoTime;
        this.gatewayName = gatewayName;
        interest = new Interest(nanoTime);
        levels = new LevelsRound(settings, layout, figures, nanoTime);
        letters = new LettersRound(settings.kafka(), layout.names().deadLetter(), nanoTime);
        nodes = new NodesRound(settings.console().nodes());
        rounds = new Rounds(interest, List.of(levels, letters, nodes));
        rounds.start();
    }

    /** Levels, routers and nodes, as JSON. */
    public String status() {
        interest.asked();
        LettersRound.View known = letters.view();
        return json(
                new Status(
                        gatewayName.get(),
                        levels.view(),
                        nodes.view(),
                        known == null ? null : known.version()));
    }

    /** The newest dead letters, as JSON; {@code null} while they are not known. */
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

    /** Ends its threads in bounded time. Idempotent. */
    @Override
    public void close() {
        rounds.close();
    }
}
