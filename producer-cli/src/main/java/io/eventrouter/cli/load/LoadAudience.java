package io.eventrouter.cli.load;

import io.eventrouter.cli.client.ClientListener;
import io.eventrouter.cli.client.Disconnection;
import io.eventrouter.cli.client.Gap;
import io.eventrouter.cli.client.ReceivedEvent;
import io.eventrouter.cli.client.Welcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The subscriber of a load: writes down what is delivered, and when. Called on the client's thread;
 * what others read of it is atomic or volatile.
 */
final class LoadAudience implements ClientListener {
    private final LoadEvents events;
    private final Map<String, LevelTally> levels;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private volatile long startNanos;
    private volatile String end;

    /**
     * @param levels by name
     */
    LoadAudience(LoadEvents events, Map<String, LevelTally> levels) {
        this.events = events;
        this.levels = levels;
    }

    /** From when times count, {@link System#nanoTime()}; to be said before the first event. */
    void startAt(long nanos) {
        startNanos = nanos;
    }

    /** Completes when the subscription holds. */
    CompletableFuture<Void> ready() {
        return ready.copy();
    }

    @Override
    public void onReady(Welcome welcome) {
        ready.complete(null);
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        long nanos = System.nanoTime() - startNanos;
        LevelTally level = levels.get(event.priority());
        if (level != null) level.delivered(events.number(event), nanos);
    }

    @Override
    public void onGap(Gap gap) {
        gaps.incrementAndGet();
    }

    @Override
    public void onReconnecting(Disconnection why, Duration after) {
        reconnects.incrementAndGet();
    }

    /** No more will come. */
    void ended(String why) {
        end = why;
    }

    LoadReport.Subscriber subscriber() {
        return new LoadReport.Subscriber(gaps.get(), reconnects.get(), Optional.ofNullable(end));
    }
}
