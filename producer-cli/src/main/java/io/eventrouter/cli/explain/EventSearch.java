package io.eventrouter.cli.explain;

import io.eventrouter.cli.explain.Explanation.Dead;
import io.eventrouter.cli.explain.Explanation.Published;
import io.eventrouter.cli.explain.Explanation.Routed;
import io.eventrouter.cli.records.TopicLog;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.letters.Letter;
import io.eventrouter.letters.LetterEntry;
import io.eventrouter.letters.Origin;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.PriorityRecordReader;
import io.eventrouter.wire.ReadOutcome;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Looks for the events of one id in all topics, as far back as it is told. It reads every record
 * since then once, and keeps the few that match. Confined to one thread.
 */
public final class EventSearch {
    private static final byte[] STRUCTURED =
            "application/cloudevents".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final Optional<String> source;
    private final Instant since;
    private final TopicNames topics;
    private final PriorityRecordReader reader;
    private final List<Published> published = new ArrayList<>();
    private final List<Routed> routed = new ArrayList<>();
    private final Map<Position, Dead> dead = new HashMap<>();
    private final Set<String> places = new HashSet<>();

    /**
     * @param source empty for any
     * @param since how far to look back, by the records' timestamps
     * @param maxEventBytes of the routers
     */
    public EventSearch(
            String id,
            Optional<String> source,
            Instant since,
            TopicNames topics,
            int maxEventBytes) {
        this.id = id;
        this.source = source;
        this.since = since;
        this.topics = topics;
        reader = new PriorityRecordReader(maxEventBytes);
    }

    /**
     * Looks into all topics, one after the other.
     *
     * @param open opens a topic by its name
     */
    public void run(Function<String, TopicLog> open) {
        for (Priority level : topics.priorities().all())
            in(open, topics.priorityTopic(level), record -> published(record, level));
        in(open, topics.routed(), this::routed);
        in(open, topics.deadLetter(), this::dead);
    }

    private void in(
            Function<String, TopicLog> open,
            String topic,
            Consumer<ConsumerRecord<byte[], byte[]>> to) {
        try (TopicLog log = open.apply(topic)) {
            log.readSince(since, to);
        }
    }

    /** What was found, and what gateways said. */
    public Explanation explanation(List<Explanation.GatewayAnswer> gateways) {
        return new Explanation(published, routed, List.copyOf(dead.values()), gateways);
    }

    private void published(ConsumerRecord<byte[], byte[]> record, Priority level) {
        if (!mayBe(record)) return;
        var read =
                reader.read(
                        new SourceRecord(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.headers(),
                                record.key(),
                                record.value()),
                        level);
        if (read instanceof ReadOutcome.Accepted accepted) accepted(record, level, accepted);
        else rejected(record, level, (ReadOutcome.Rejected) read);
    }

    /** Spares the reading of most records: only a structured event has its id in the value. */
    private boolean mayBe(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> named = text(record.headers(), CloudEventHeaders.ID);
        if (named.isPresent()) return named.get().equals(id);
        return place(record).equals(id) || isStructured(record.headers());
    }

    private static boolean isStructured(Headers headers) {
        Header type = headers.lastHeader(CloudEventHeaders.CONTENT_TYPE);
        if (type == null || type.value() == null || type.value().length < STRUCTURED.length)
            return false;
        return new String(type.value(), 0, STRUCTURED.length, StandardCharsets.US_ASCII)
                .equalsIgnoreCase(new String(STRUCTURED, StandardCharsets.US_ASCII));
    }

    private void accepted(
            ConsumerRecord<byte[], byte[]> record, Priority level, ReadOutcome.Accepted event) {
        String from = text(event.headers(), CloudEventHeaders.SOURCE).orElse("");
        if (!text(event.headers(), CloudEventHeaders.ID).equals(Optional.of(id)) || !isOf(from))
            return;
        Optional<Instant> expiry =
                event.expiryMillis() == Long.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(event.expiryMillis()));
        String channel = text(event.headers(), CloudEventHeaders.CHANNEL).orElse("");
        add(
                record,
                new Published(
                        place(record),
                        from,
                        level.name(),
                        channel,
                        at(record),
                        expiry,
                        Optional.empty()));
    }

    /** Its id is as good as the record says it. */
    private void rejected(
            ConsumerRecord<byte[], byte[]> record, Priority level, ReadOutcome.Rejected why) {
        String from = text(record.headers(), CloudEventHeaders.SOURCE).orElse("");
        boolean named =
                place(record).equals(id)
                        || text(record.headers(), CloudEventHeaders.ID).equals(Optional.of(id));
        if (!named || (!from.isEmpty() && !isOf(from))) return;
        String channel = text(record.headers(), CloudEventHeaders.CHANNEL).orElse("");
        add(
                record,
                new Published(
                        place(record),
                        from,
                        level.name(),
                        channel,
                        at(record),
                        Optional.empty(),
                        Optional.of(why.reason().text() + ": " + why.detail())));
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Published found) {
        published.add(found);
        places.add(place(record));
    }

    private void routed(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        if (!text(headers, CloudEventHeaders.ID).equals(Optional.of(id))) return;
        String from = text(headers, CloudEventHeaders.SOURCE).orElse("");
        if (!isOf(from)) return;
        String level = text(headers, CloudEventHeaders.PRIORITY).orElse("");
        String origin =
                text(headers, RouterHeaders.SOURCE)
                        .flatMap(
                                place ->
                                        topics.priorities()
                                                .byName(level)
                                                .map(topics::priorityTopic)
                                                .map(topic -> topic + ":" + place))
                        .orElse("");
        routed.add(
                new Routed(
                        record.partition() + ":" + record.offset(),
                        from,
                        level,
                        text(headers, CloudEventHeaders.CHANNEL).orElse(""),
                        at(record),
                        origin,
                        text(headers, RouterHeaders.REPLAYED_FROM)));
    }

    private void dead(ConsumerRecord<byte[], byte[]> record) {
        LetterEntry entry = LetterEntry.read(record);
        if (entry instanceof Letter letter) dead(letter);
        else if (entry instanceof LetterEntry.Receipt receipt)
            dead.computeIfPresent(
                    receipt.letter(),
                    (at, found) ->
                            new Dead(
                                    found.position(),
                                    found.reason(),
                                    found.detail(),
                                    found.origin(),
                                    found.stored(),
                                    Optional.of(receipt.to())));
    }

    private void dead(Letter letter) {
        String origin = letter.origin().map(Origin::toString).orElse("");
        String from = text(letter.headers(), CloudEventHeaders.SOURCE).orElse("");
        boolean named =
                text(letter.headers(), CloudEventHeaders.ID).equals(Optional.of(id))
                        && (from.isEmpty() || isOf(from));
        if (!named && !places.contains(origin) && !origin.equals(id)) return;
        dead.put(
                letter.at(),
                new Dead(
                        letter.at().toString(),
                        letter.reason(),
                        letter.detail(),
                        origin,
                        letter.stored(),
                        Optional.empty()));
    }

    private boolean isOf(String from) {
        return source.map(from::equals).orElse(true);
    }

    private static Instant at(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + ":" + record.partition() + ":" + record.offset();
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
