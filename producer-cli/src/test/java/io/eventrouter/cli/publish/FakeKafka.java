package io.eventrouter.cli.publish;

import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.ingest.Acknowledged;
import io.eventrouter.topics.TopicNames;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What events are published to in tests. It acknowledges at once, fails what it is told to, or
 * holds everything back until it is let go.
 */
public final class FakeKafka implements Publishing {
    private final TopicNames topics = new TopicNames("events", Priorities.standard());
    private final List<Event> published = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private Predicate<Event> fails = event -> false;
    private Consumer<Event> then = event -> {};
    private boolean holding;
    private volatile boolean closed;

    /** These are not acknowledged. */
    public FakeKafka failing(Predicate<Event> which) {
        fails = which;
        return this;
    }

    /** What happens once an event is acknowledged. */
    public FakeKafka then(Consumer<Event> action) {
        then = action;
        return this;
    }

    /** From now on nothing is answered before {@link #letGo()}. */
    public void hold() {
        holding = true;
    }

    /** Answers all that was held back. */
    public void letGo() {
        holding = false;
        while (!held.isEmpty()) held.remove().run();
    }

    public List<Event> published() {
        return published;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<Acknowledged> publish(Event event) {
        published.add(event);
        long offset = published.size() - 1L;
        var answer = new CompletableFuture<Acknowledged>();
        if (holding) held.add(() -> answer(event, offset, answer));
        else answer(event, offset, answer);
        return answer;
    }

    private void answer(Event event, long offset, CompletableFuture<Acknowledged> answer) {
        if (fails.test(event)) {
            answer.completeExceptionally(new IllegalStateException("no leader"));
            return;
        }
        String topic = topics.priorityTopic(event.priority());
        answer.complete(new Acknowledged(event.id(), topic, 3, offset));
        then.accept(event);
    }

    @Override
    public void close() {
        closed = true;
    }
}
