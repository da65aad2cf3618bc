package io.eventrouter.letters;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.Prepared.Obstacle;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome;
import io.eventrouter.wire.ReadOutcome.Accepted;
import io.eventrouter.wire.ReadOutcome.Rejected;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
 *
 * <p>Immutable, as far as what it was given is.
 */
public final class Preparation {
    private final ReplayOrder order;
    private final TopicNames topics;
    private final PriorityRecordReader reader;
    private final ToIntFunction<String> partitionsOf;
    private final Function<Position, String> nameOf;
    private final Map<Position, String> replayed;
    private final LongSupplier clockMillis;

    /**
     * @param partitionsOf how many partitions a topic has
     * @param nameOf what a letter is called in the record that goes back
     * @param replayed where letters were replayed to before
     * @param clockMillis epoch milliseconds, by which an event has expired
     */
    public Preparation(
            ReplayOrder order,
            TopicNames topics,
            PriorityRecordReader reader,
            ToIntFunction<String> partitionsOf,
            Function<Position, String> nameOf,
            Map<Position, String> replayed,
            LongSupplier clockMillis) {
        this.order = order;
        this.topics = topics;
        this.reader = reader;
        this.partitionsOf = partitionsOf;
        this.nameOf = nameOf;
        this.replayed = replayed;
        this.clockMillis = clockMillis;
    }

    /** What becomes of that letter; it is not changed. */
    public Prepared prepare(Letter letter) {
        String before = replayed.get(letter.at());
        if (before != null && !order.again())
            return new Prepared.Blocked(
                    letter, Obstacle.REPLAYED, "was replayed before, to " + before);
        if (letter.omitted().isPresent())
            return new Prepared.Blocked(letter, Obstacle.PARTIAL, partial(letter));
        Optional<Priority> level =
                order.to().or(() -> letter.origin().flatMap(o -> topics.priorityOf(o.topic())));
        return level.map(to -> prepare(letter, to))
                .orElseGet(
                        () ->
                                new Prepared.Blocked(
                                        letter,
                                        Obstacle.NO_LEVEL,
                                        "comes from no topic of a level"));
    }

    private static String partial(Letter letter) {
        return "holds only a part of its record, which was too large: all of it is at "
                + letter.origin().map(Origin::toString).orElse("its source")
                + " as long as that is kept";
    }

    private Prepared prepare(Letter letter, Priority level) {
        String topic = topics.priorityTopic(level);
        Headers headers = headers(letter, level);
        Integer partition = partition(letter, topic);
        var source =
                new SourceRecord(
                        topic,
                        partition == null ? 0 : partition,
                        0,
                        headers,
                        letter.key(),
                        letter.value());
        ReadOutcome outcome = reader.read(source, level);
        Optional<Prepared> fault = order.force() ? Optional.empty() : fault(letter, outcome);
        return fault.orElseGet(
                () ->
                        new Prepared.Ready(
                                letter,
                                new ProducerRecord<>(
                                        topic, partition, letter.key(), letter.value(), headers),
                                level,
                                channel(outcome)));
    }

    private Headers headers(Letter letter, Priority level) {
        Headers headers = order.edits().apply(letter.headers());
        if (order.to().isPresent() && headers.lastHeader(CloudEventHeaders.PRIORITY) != null) {
            headers.remove(CloudEventHeaders.PRIORITY);
            headers.add(CloudEventHeaders.PRIORITY, LetterRecords.bytes(level.name()));
        }
        headers.add(RouterHeaders.REPLAYED_FROM, LetterRecords.bytes(nameOf.apply(letter.at())));
        return headers;
    }

    /** Why it would not be routed. */
    private Optional<Prepared> fault(Letter letter, ReadOutcome outcome) {
        if (outcome instanceof Rejected rejected)
            return Optional.of(
                    new Prepared.Blocked(
                            letter,
                            Obstacle.DEAD_AGAIN,
                            "would be a dead letter again: "
                                    + rejected.reason().text()
                                    + ", "
                                    + rejected.detail()));
        boolean expired =
                outcome instanceof Accepted event && event.expiryMillis() < clockMillis.getAsLong();
        return expired
                ? Optional.of(
                        new Prepared.Blocked(
                                letter, Obstacle.EXPIRED, "has expired, and would be dropped"))
                : Optional.empty();
    }

    private static Optional<Channel> channel(ReadOutcome outcome) {
        return outcome instanceof Accepted event
                ? LetterRecords.text(event.headers(), CloudEventHeaders.CHANNEL).map(Channel::new)
                : Optional.empty();
    }

    /** Null for where its key leads. */
    private Integer partition(Letter letter, String topic) {
        return letter.origin()
                .map(Origin::partition)
                .filter(p -> p >= 0 && p < partitionsOf.applyAsInt(topic))
                .orElse(null);
    }
}
