package io.eventrouter.merge.streams;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.CloudEventHeaders;
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

/**
 * What becomes of a record that could not be written. Only one that is too large is put aside, as a
 * dead letter: it alone is at fault, and is so for good. After any other failure the stream thread
 * ends, without committing, and its successor begins again where the last commit was, so nothing is
 * lost (docs/decisions/0003 says why it is not {@code RETRY}).
 *
 * <p>The context that Kafka hands over is not looked at: for a failure that a broker reports, it is
 * that of whichever record is being processed by then. All that is needed is on the failed record.
 *
 * <p>Made by the lane's Streams application, called on stream threads and producers' I/O threads;
 * thread-safe as it never changes; public only for that.
 */
public final class SendFailures implements ProductionExceptionHandler {
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
        if (!record.topic().equals(lane.deadLetterTopic()))
            return resumeWith(letterOf(record, exception));
        return DeadLetter.isStripped(record.headers())
                ? Response.fail()
                : resumeWith(DeadLetter.stripped(record.headers()));
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
        TopicNames names = lane.layout().names();
        Headers headers = routed.headers();
        Position source = Position.parse(text(headers, RouterHeaders.SOURCE));
        Priority level = names.priorities().require(text(headers, CloudEventHeaders.PRIORITY));
        return DeadLetter.of(
                new SourceRecord(
                        names.priorityTopic(level),
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
