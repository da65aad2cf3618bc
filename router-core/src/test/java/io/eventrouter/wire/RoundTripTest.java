package io.eventrouter.wire;

import static io.eventrouter.wire.Records.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Event;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.ReadOutcome.Accepted;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;

class RoundTripTest {
    private static final TopicNames TOPICS = new TopicNames("events", PRIORITIES);
    private static final PriorityRecordReader READER = new PriorityRecordReader(1 << 20);

    @Property(tries = 500)
    void anEventComesOutAsItWentIn(@ForAll("events") Event event) {
        ProducerRecord<byte[], byte[]> published = EventRecords.toRecord(event, TOPICS);
        var read = (Accepted) read(published, event.priority());
        var consumed = Records.consumed(read.headers(), published.key(), read.value());
        RoutedRecord routed = RoutedRecord.read(consumed, PRIORITIES).orElseThrow();
        Event received = StructuredEvents.parse(routed.toJson(), PRIORITIES, PRIORITIES.lowest());

        assertThat(received).usingRecursiveComparison().isEqualTo(event);
        assertThat(received).isEqualTo(event);
    }

    private static ReadOutcome read(ProducerRecord<byte[], byte[]> record, Priority priority) {
        return READER.read(
                new SourceRecord(
                        record.topic(), 0, 0, record.headers(), record.key(), record.value()),
                priority);
    }

    @Provide
    Arbitrary<Event> events() {
        return EventArbitraries.events();
    }
}
