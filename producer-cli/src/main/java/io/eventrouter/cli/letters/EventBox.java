package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.KafkaTopicLog;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.cli.records.TopicLog;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Position;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.letters.LetterRecords;
import io.eventrouter.letters.Origin;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The routed topic, or that of a level, as a box of letters that can be replayed like dead ones.
 * Each comes from where it was published: a routed record says where that was. Confined to the
 * command's thread.
 */
public final class EventBox implements LetterBox {
    private final TopicLog log;
    private final String topic;
    private final TopicNames topics;
    private final Predicate<Letter> wanted;

    EventBox(TopicLog log, String topic, TopicNames topics, Predicate<Letter> wanted) {
        this.log = log;
        this.topic = topic;
        this.topics = topics;
        this.wanted = wanted;
    }

    /**
     * Opens the topic of that name; fails as {@link KafkaTopicLog#open} does.
     *
     * @param wanted the others are passed over
     */
    public static EventBox open(
            Settings settings, String topic, TopicNames topics, Predicate<Letter> wanted) {
        return new EventBox(KafkaTopicLog.open(settings, topic), topic, topics, wanted);
    }

    @Override
    public BoxKind kind() {
        return BoxKind.events(topic);
    }

    @Override
    public List<RecordRange> partitions() {
        return log.partitions();
    }

    @Override
    public long firstSince(int partition, Instant time) {
        return log.firstSince(partition, time);
    }

    @Override
    public void read(RecordRange range, Consumer<LetterEntry> to) {
        log.read(
                range,
                record -> {
                    Letter letter = letter(record);
                    if (wanted.test(letter)) to.accept(letter);
                });
    }

    private Letter letter(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                new Position(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                "",
                "",
                topic.equals(topics.routed()) ? published(record) : Optional.of(itself(record)),
                Optional.empty(),
                LetterRecords.text(record.headers(), RouterHeaders.REPLAYED_FROM),
                LetterRecords.withoutOurs(record.headers()),
                record.key(),
                record.value());
    }

    private static Origin itself(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    private Optional<Origin> published(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> level =
                LetterRecords.text(record.headers(), CloudEventHeaders.PRIORITY)
                        .flatMap(topics.priorities()::byName)
                        .map(topics::priorityTopic);
        Optional<Position> place = LetterRecords.position(record.headers(), RouterHeaders.SOURCE);
        return level.map(
                of ->
                        new Origin(
                                of,
                                place.map(Position::partition).orElse(-1),
                                place.map(Position::offset).orElse(-1L),
                                record.timestamp()));
    }

    @Override
    public void close() {
        log.close();
    }
}
