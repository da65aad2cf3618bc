package io.eventrouter.merge.streams;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.merge.streams.RefusedRecords.Form;
import io.eventrouter.merge.streams.RefusedRecords.Place;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.EventSpan;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.DeadLetter;
import io.eventrouter.wire.RejectReason;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a record that could not be written. Only one that is too large is put aside, as a
 * dead letter: it alone is at fault, and is so for good. After any other failure the stream thread
 * ends, without committing, and its successor begins again where the last commit was, so nothing is
 * lost (docs/decisions/0003 says why it is not {@code RETRY}).
 *
 * <p>Exactly once, a failed send dooms its transaction, and whatever else is in it. Then the thread
 * ends for a record that is too large too, and its successor knows of it ({@link RefusedRecords}).
 *
 * <p>The context that Kafka hands over is not looked at: for a failure that a broker reports, it is
 * that of whichever record is being processed by then. All that is needed is on the failed record.
 *
 * <p>Made by the lane's Streams application, called on stream threads and producers' I/O threads;
 * thread-safe as it never changes; public only for that.
 */
public final class SendFailures implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SendFailures.class);

    private LaneContext lane;

    @Override
    public void configure(Map<String, ?> configuration) {
        lane = LaneContext.in(configuration);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context,
            ProducerRecord<byte[], byte[]> record,
            Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) return Response.fail();
        if (lane.exactlyOnce()) {
            EventSpan span = EventSpan.of(record.headers());
            if (span == null) remember(record);
            else span.whileLogged(() -> remember(record));
            return Response.fail();
        }
        if (!record.topic().equals(lane.deadLetterTopic()))
            return resumeWith(letterOf(record, exception));
        return DeadLetter.isStripped(record.headers())
                ? Response.fail()
                : resumeWith(DeadLetter.stripped(record.headers()));
    }

    private void remember(ProducerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        if (record.topic().equals(lane.routedTopic())) {
            Position source = Position.parse(text(headers, RouterHeaders.SOURCE));
            refused(topicOf(headers), source.partition(), source.offset(), Form.ROUTED);
        } else if (!DeadLetter.isStripped(headers)) {
            refused(
                    text(headers, RouterHeaders.SOURCE_TOPIC),
                    Integer.parseInt(text(headers, RouterHeaders.SOURCE_PARTITION)),
                    Long.parseLong(text(headers, RouterHeaders.SOURCE_OFFSET)),
                    Form.LETTER);
        }
    }

    private void refused(String topic, int partition, long offset, Form form) {
        lane.refused().add(new Place(topic, partition, offset), form);
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .log("a topic refuses a record as too large; the transaction is done anew without");
    }

    private String topicOf(Headers routed) {
        TopicNames names = lane.layout().names();
        Priority level = names.priorities().require(text(routed, CloudEventHeaders.PRIORITY));
        return names.priorityTopic(level);
    }

    private Response resumeWith(DeadLetter letter) {
        return Response.resume(List.of(letter.toRecord(lane.deadLetterTopic())));
    }

    /** The serializers pass bytes through, so this is a fault of the router. */
    @Override
    @SuppressWarnings("rawtypes") // so it is declared
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }

    private DeadLetter letterOf(ProducerRecord<byte[], byte[]> routed, Exception exception) {
        Headers headers = routed.headers();
        Position source = Position.parse(text(headers, RouterHeaders.SOURCE));
        return DeadLetter.of(
                new SourceRecord(
                        topicOf(headers),
                        source.partition(),
                        source.offset(),
                        headers,
                        routed.key(),
                        routed.value()),
                routed.timestamp(),
                RejectReason.TOO_LARGE,
                "the routed topic does not take it: " + exception.getMessage(),
                lane.maxDeadLetterBytes());
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
