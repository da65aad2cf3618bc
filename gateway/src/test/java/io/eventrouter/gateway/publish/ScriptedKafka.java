package io.eventrouter.gateway.publish;

import static org.awaitility.Awaitility.await;

import io.eventrouter.config.GatewaySettings;
import io.eventrouter.event.Event;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.ingest.Acknowledged;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.ingest.PublishExceptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Kafka as a publisher sees it, which acknowledges, fails or keeps silent as told. Thread-safe. */
public final class ScriptedKafka {
    public static final int MAX_EVENT_BYTES = 32_768;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Acknowledged>> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile boolean holds;
    private volatile Reason failure;
    private volatile CountDownLatch blocks = new CountDownLatch(0);
    private InFlight inFlight;

    /** A port's view of it. */
    public Publishing publishing(GatewaySettings settings, MeterRegistry registry) {
        var publish = settings.publish();
        inFlight = new InFlight(publish.inFlightEvents(), publish.inFlightBytes());
        var publisher =
                new ClientPublisher(
                        this::publish,
                        closed::incrementAndGet,
                        inFlight,
                        publish.timeout(),
                        RoutedRecords.PRIORITIES.all());
        return new Publishing(
                settings, RoutedRecords.PRIORITIES, publisher, inFlight, MAX_EVENT_BYTES, registry);
    }

    private CompletableFuture<Acknowledged> publish(Event event) {
        awaitUnblocked();
        events.add(event);
        var outcome = new CompletableFuture<Acknowledged>();
        if (failure != null) outcome.completeExceptionally(PublishExceptions.of(failure));
        else if (holds) held.add(outcome);
        else outcome.complete(placeOf(event));
        return outcome;
    }

    private void awaitUnblocked() {
        try {
            blocks.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Acknowledged placeOf(Event event) {
        return new Acknowledged(event.id(), "events." + event.priority().name(), 3, 18_446);
    }

    /** Keeps silent from now on. */
    public void hold() {
        holds = true;
    }

    /** Blocks who publishes, as the client does that knows no broker, until that is released. */
    public CountDownLatch block() {
        blocks = new CountDownLatch(1);
        return blocks;
    }

    /** Refuses from now on; null for no more. */
    public void fail(Reason reason) {
        failure = reason;
    }

    /** Acknowledges what it has kept silent about. */
    public void acknowledgeHeld() {
        for (int i = 0; i < held.size(); i++) held.get(i).complete(placeOf(events.get(i)));
    }

    /** What it was given so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> awaitEvents(int count) {
        await().until(() -> events.size() >= count);
        return events();
    }

    int timesClosed() {
        return closed.get();
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Whether nothing is counted any more. */
    public boolean isIdle() {
        return inFlight.events() == 0 && inFlight.bytes() == 0;
    }
}
