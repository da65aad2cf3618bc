package io.eventrouter.cli.letters;

import io.eventrouter.cli.publish.TopicCheck;
import io.eventrouter.config.Settings;
import io.eventrouter.ingest.RecordPublisher;
import io.eventrouter.topics.TopicNames;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Replays to Kafka, having looked whether the topics of all levels are there. Thread-safe. */
public final class KafkaReplaying implements Replaying {
    private final RecordPublisher publisher;

    private KafkaReplaying(RecordPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Opens the way back.
     *
     * @throws io.eventrouter.cli.publish.KafkaNotReadyException when a topic is missing
     * @throws io.eventrouter.topics.KafkaUnreachableException when Kafka does not answer
     * @throws io.eventrouter.ingest.PublishException when a client property makes no sense
     */
    public static KafkaReplaying open(Settings settings, TopicNames topics) {
        TopicCheck.require(
                settings.kafka(), topics.priorityTopics(), settings.publisher().timeout());
        return new KafkaReplaying(
                new RecordPublisher(
                        settings.kafka(), settings.publisher(), settings.topics().maxEventBytes()));
    }

    @Override
    public CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record) {
        return publisher
                .publish(record)
                .thenApply(at -> at.topic() + ":" + at.partition() + ":" + at.offset());
    }

    @Override
    public int partitions(String topic) {
        return publisher.partitions(topic);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
