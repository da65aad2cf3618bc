package io.eventrouter.merge.streams;

import io.eventrouter.wire.DeadLetter;
import io.eventrouter.wire.RejectReason;
import io.eventrouter.wire.SourceRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an exception while a record is processed. One of Kafka's own is not about this
 * record at all: it is how the producer reports that an earlier one could not be written, and going
 * on would lose that one (docs/decisions/0003). Then the stream thread ends, and its successor
 * begins again at the last commit. Anything else is a fault of the router, which would come again
 * with this record: it becomes a dead letter, and the stream goes on.
 *
 * <p>Made by the lane's Streams application, called on stream threads; thread-safe as it never
 * changes; public only for that.
 */
public final class ProcessingFailures implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFailures.class);
    private static final long UNKNOWN = -1;

    private LaneContext lane;

    @Override
    public void configure(Map<String, ?> configuration) {
        lane = LaneContext.in(configuration);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (isKafkas(exception)) return Response.fail();
        LOG.atError()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .setCause(exception)
                .log("a fault of the router, please report; the record is a dead letter");
        var letter = letterOf(context, record, exception);
        return Response.resume(List.of(letter.toRecord(lane.deadLetterTopic())));
    }

    private static boolean isKafkas(Throwable exception) {
        for (Throwable e = exception; e != null; e = e.getCause())
            if (e instanceof KafkaException) return true;
        return false;
    }

    private DeadLetter letterOf(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        var headers = new RecordHeaders(context.headers());
        long published = CarriedTimestamp.take(headers, UNKNOWN);
        return DeadLetter.of(
                new SourceRecord(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        headers,
                        (byte[]) record.key(),
                        (byte[]) record.value()),
                published,
                RejectReason.UNREADABLE,
                "a fault of the router, please report: " + exception.getClass().getName(),
                lane.maxDeadLetterBytes());
    }
}
