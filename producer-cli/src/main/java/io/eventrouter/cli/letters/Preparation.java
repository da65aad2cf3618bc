package io.eventrouter.cli.letters;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Turns letters into the records that go back. The record is judged as the router would judge it,
 * so that nothing is replayed only to come back as a dead letter.
 *
 * <p>Key and value stay. The partition is that of the source, which has the key's other records
 * however its publisher chose it. The timestamp is that of the replay: an old one would count the
 * time in the dead-letter topic as delay, and might be deleted at once by the topic's retention.
 */
final class Preparation {
    private final ReplayOrder order;
    private final TopicNames topics;
    private final PriorityRecordReader reader;
    private final ToIntFunction<String> partitionsOf;
    private final Function<Position, String> nameOf;
    private final Map<Position, String> replayed;

    /**
     * @param partitionsOf how many partitions a topic has
     * @param nameOf what a letter is called in the record that goes back
     * @param replayed where letters were replayed to before
     */
    Preparation(
            ReplayOrder order,
            TopicNames topics,
            PriorityRecordReader reader,
            ToIntFunction<String> partitionsOf,
            Function<Position, String> nameOf,
            Map<Position, String> replayed) {
        this.order = order;
        this.topics = topics;
        this.reader = reader;
        this.partitionsOf = partitionsOf;
        this.nameOf = nameOf;
        this.replayed = replayed;
    }

    Prepared prepare(Letter letter) {
        String before = replayed.get(letter.at());
        if (before != null && !order.again())
            return blocked(letter, "was replayed before, to " + before + " (--again)");
        if (letter.omitted().isPresent())
            return blocked(
                    letter,
                    "holds only a part of its record, which was too large: all of it is at "
                            + letter.origin().map(Origin::toString).orElse("its source")
                            + " as long as that is kept");
        Optional<Priority> level =
                order.to().or(() -> letter.origin().flatMap(o -> topics.priorityOf(o.topic())));
        if (level.isEmpty())
            return blocked(letter, "comes from no topic of a level (--to says which)");
        return prepare(letter, level.get());
    }

    private Prepared prepare(Letter letter, Priority level) {
        String topic = topics.priorityTopic(level);
        Headers headers = order.edits().apply(letter.headers());
        if (order.to().isPresent() && headers.lastHeader(CloudEventHeaders.PRIORITY) != null) {
            headers.remove(CloudEventHeaders.PRIORITY);
            headers.add(CloudEventHeaders.PRIORITY, LetterRecords.bytes(level.name()));
        }
        headers.add(RouterHeaders.REPLAYED_FROM, LetterRecords.bytes(nameOf.apply(letter.at())));
        Integer partition = partition(letter, topic);
        var source =
                new SourceRecord(
                        topic,
                        partition == null ? 0 : partition,
                        0,
                        headers,
                        letter.key(),
                        letter.value());
        Optional<String> fault = order.force() ? Optional.empty() : fault(source, level);
        if (fault.isPresent()) return blocked(letter, fault.get());
        return new Prepared.Ready(
                letter,
                new ProducerRecord<>(topic, partition, letter.key(), letter.value(), headers));
    }

    /** Why it would not be routed. */
    private Optional<String> fault(SourceRecord source, Priority level) {
        var outcome = reader.read(source, level);
        if (outcome instanceof Rejected rejected)
            return Optional.of(
                    "would be a dead letter again: "
                            + rejected.reason().text()
                            + ", "
                            + rejected.detail()
                            + " (--force)");
        boolean expired =
                outcome instanceof Accepted event
                        && event.expiryMillis() < System.currentTimeMillis();
        return expired
                ? Optional.of(
                        "has expired, and would be dropped (--without-header "
                                + CloudEventHeaders.EXPIRYTIME
                                + ")")
                : Optional.empty();
    }

    /** Null for where its key leads. */
    private Integer partition(Letter letter, String topic) {
        return letter.origin()
                .map(Origin::partition)
                .filter(p -> p >= 0 && p < partitionsOf.applyAsInt(topic))
                .orElse(null);
    }

    private static Prepared blocked(Letter letter, String why) {
        return new Prepared.Blocked(letter, why);
    }
}
