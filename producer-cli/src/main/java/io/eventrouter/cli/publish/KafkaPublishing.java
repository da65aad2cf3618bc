package io.eventrouter.cli.publish;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Event;
import io.eventrouter.ingest.Acknowledged;
import io.eventrouter.ingest.EventPublisher;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Publishes to Kafka, having looked whether it is ready. Thread-safe. */
public final class KafkaPublishing implements Publishing {
    private final EventPublisher publisher;
    private final Tracing tracing;

    private KafkaPublishing(EventPublisher publisher, Tracing tracing) {
        this.publisher = publisher;
        this.tracing = tracing;
    }

    /** The topics of the deployment that these settings are of. */
    public static TopicNames topics(Settings settings) {
        return new TopicNames(settings.topics().prefix(), settings.levels().priorities());
    }

    /**
     * Without spans.
     *
     * @param needed the topics that must be there
     * @throws KafkaNotReadyException when nobody listens there, or one of the topics is missing
     * @throws io.eventrouter.topics.KafkaUnreachableException when who listens does not answer
     * @throws io.eventrouter.ingest.PublishException when a client property makes no sense
     */
    public static KafkaPublishing open(Settings settings, Collection<String> needed) {
        TopicCheck.require(settings.kafka(), needed, settings.publisher().timeout());
        return open(settings, Tracing.off());
    }

    /** The same, with spans where the settings say so. */
    public static KafkaPublishing openTraced(Settings settings, Collection<String> needed) {
        TopicCheck.require(settings.kafka(), needed, settings.publisher().timeout());
        Tracing tracing = Tracing.start(settings.tracing(), new SimpleMeterRegistry());
        try {
            return open(settings, tracing);
        } catch (RuntimeException e) {
            tracing.close();
            throw e;
        }
    }

    private static KafkaPublishing open(Settings settings, Tracing tracing) {
        var publisher =
                new EventPublisher(
                        settings.kafka(),
                        settings.publisher(),
                        topics(settings),
                        settings.topics().maxEventBytes(),
                        tracing);
        return new KafkaPublishing(publisher, tracing);
    }

    @Override
    public CompletableFuture<Acknowledged> publish(Event event) {
        return publisher.publish(event);
    }

    @Override
    public void close() {
        try {
            publisher.close();
        } finally {
            tracing.close();
        }
    }
}
