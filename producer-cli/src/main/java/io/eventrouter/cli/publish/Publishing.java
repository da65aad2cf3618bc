package io.eventrouter.cli.publish;

import io.eventrouter.event.Event;
import io.eventrouter.ingest.Acknowledged;
import java.util.concurrent.CompletableFuture;

/** Where events are published to: a port, with Kafka behind it. Thread-safe. */
public interface Publishing extends AutoCloseable {
    /** Completes once Kafka has acknowledged; exceptionally, with the reason, when it has not. */
    CompletableFuture<Acknowledged> publish(Event event);

    /** Waits for what is under way, within the publisher's time-out. */
    @Override
    void close();
}
