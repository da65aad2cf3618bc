package io.eventrouter.gateway.console;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Position;
import io.eventrouter.gateway.feed.FeedConsumers;
import io.eventrouter.ingest.RecordPublisher;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.letters.LetterEntry.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Kafka's side of one replay. It connects for it, and lets go after it: a gateway where nobody
 * replays has no connection for that. Confined to one thread.
 */
final class KafkaLetterPost implements LetterPost {
    private static final Duration ASK_LIMIT = Duration.ofSeconds(3);
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Settings settings;
    private final String topic;
    private final LongSupplier nanoTime;
    private final Consumer<byte[], byte[]> consumer;
    private RecordPublisher publisher;

    /** Connects in the background. */
    KafkaLetterPost(Settings settings, String topic, LongSupplier nanoTime) {
        this.settings = settings;
        this.topic = topic;
        this.nanoTime = nanoTime;
        consumer = FeedConsumers.createForReplay(settings.kafka());
    }

    @Override
    public Optional<Found> read(Position at) {
        if (at.partition() >= partitions(topic)) return Optional.empty();
        var partition = new TopicPartition(topic, at.partition());
        List<TopicPartition> one = List.of(partition);
        long begin = consumer.beginningOffsets(one, ASK_LIMIT).get(partition);
        long end = consumer.endOffsets(one, ASK_LIMIT).get(partition);
        if (at.offset() < begin || at.offset() >= end) return Optional.empty();
        consumer.assign(one);
        consumer.seek(partition, at.offset());
        try {
            return read(at, partition, end);
        } catch (InvalidOffsetException e) {
            return Optional.empty(); // taken by retention meanwhile
        }
    }

    /** To the end of the partition: a letter's receipt is somewhere behind it. */
    private Optional<Found> read(Position at, TopicPartition partition, long end) {
        Letter letter = null;
        String replayedTo = null;
        long deadline = nanoTime.getAsLong() + READ_LIMIT.toNanos();
        while (consumer.position(partition, ASK_LIMIT) < end) {
            if (nanoTime.getAsLong() > deadline)
                throw new TimeoutException(
                        "what is behind the letter is not read within "
                                + READ_LIMIT.toSeconds()
                                + " s; event-router dead-letters replay takes its time");
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                LetterEntry entry = LetterEntry.read(record);
                if (entry instanceof Letter found && found.at().equals(at)) letter = found;
                else if (entry instanceof Receipt receipt && receipt.letter().equals(at))
                    replayedTo = receipt.to();
            }
        }
        return letter == null
                ? Optional.empty()
                : Optional.of(new Found(letter, Optional.ofNullable(replayedTo)));
    }

    @Override
    public int partitions(String of) {
        return consumer.partitionsFor(of, ASK_LIMIT).size();
    }

    @Override
    public CompletableFuture<String> send(ProducerRecord<byte[], byte[]> record) {
        if (publisher == null)
            publisher =
                    new RecordPublisher(
                            settings.kafka(),
                            settings.gateway().publish().producer(settings.publisher()),
                            settings.topics().maxEventBytes());
        return publisher
                .publish(record)
                .thenApply(at -> at.topic() + ":" + at.partition() + ":" + at.offset());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
        if (publisher != null) publisher.close();
    }
}
