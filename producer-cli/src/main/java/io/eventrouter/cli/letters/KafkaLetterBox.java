package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.KafkaTopicLog;
import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.cli.records.TopicLog;
import io.eventrouter.config.Settings;
import io.eventrouter.letters.LetterEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The dead-letter topic on Kafka. Confined to the command's thread. */
public final class KafkaLetterBox implements LetterBox {
    private final TopicLog log;

    private KafkaLetterBox(TopicLog log) {
        this.log = log;
    }

    /** Opens the dead-letter topic of that name; fails as {@link KafkaTopicLog#open} does. */
    public static KafkaLetterBox open(Settings settings, String topic) {
        return new KafkaLetterBox(KafkaTopicLog.open(settings, topic));
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
        log.read(range, record -> to.accept(LetterEntry.read(record)));
    }

    @Override
    public void close() {
        log.close();
    }
}
