package io.eventrouter.cli.letters;

import io.eventrouter.cli.records.RecordRange;
import io.eventrouter.letters.LetterEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The dead-letter topic, or another that is read like it, as it was when it was opened: a port,
 * with Kafka behind it. What comes later is not seen. Confined to one thread.
 */
public interface LetterBox extends AutoCloseable {
    default BoxKind kind() {
        return BoxKind.DEAD_LETTERS;
    }

    /** What each partition holds, by partition; an empty one has {@code first == end}. */
    List<RecordRange> partitions();

    /** Where in the partition what was stored at that time or later begins; its end if nothing. */
    long firstSince(int partition, Instant time);

    /**
     * Hands over what is in the range, in order. Offsets may be missing in it.
     *
     * @throws io.eventrouter.cli.records.TopicUnreadableException when Kafka does not answer
     */
    void read(RecordRange range, Consumer<LetterEntry> to);

    @Override
    void close();
}
