package io.eventrouter.merge.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RouterHeaders;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FailuresTest {
    private final Lanes lanes = new Lanes();
    private final LaneContext lane = lanes.context(Lane.SHARED);

    @ParameterizedTest
    @ValueSource(
            classes = {
                TimeoutException.class,
                NotEnoughReplicasException.class,
                InvalidTimestampException.class,
                KafkaException.class
            })
    void neverDropsARecordThatAnotherTryMayDeliver(Class<? extends Exception> failure)
            throws Exception {
        var response =
                sendFailures()
                        .handleError(
                                null,
                                routed(),
                                failure.getConstructor(String.class).newInstance("failed"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void makesADeadLetterOfARecordThatIsTooLarge() {
        var response =
                sendFailures().handleError(null, routed(), new RecordTooLargeException("too much"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        var letter = response.deadLetterQueueRecords().get(0);
        assertThat(letter.topic()).isEqualTo("events.dead-letter");
        assertThat(letter.value()).asString().isEqualTo("payload");
        assertThat(text(letter.headers(), RouterHeaders.REASON)).isEqualTo("too-large");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_TOPIC)).isEqualTo("events.low");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_PARTITION)).isEqualTo("2");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_OFFSET)).isEqualTo("99");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_TIMESTAMP)).isEqualTo("1234");
    }

    @Test
    void stripsALetterThatIsTooLargeAndGivesUpOnlyThen() {
        var tooLarge = new RecordTooLargeException("too much");
        var letter =
                sendFailures()
                        .handleError(null, routed(), tooLarge)
                        .deadLetterQueueRecords()
                        .get(0);

        var stripped = sendFailures().handleError(null, letter, tooLarge);
        var again =
                sendFailures()
                        .handleError(null, stripped.deadLetterQueueRecords().get(0), tooLarge);

        assertThat(stripped.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(stripped.deadLetterQueueRecords().get(0).value()).isNull();
        assertThat(again.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void remembersWhatIsRefusedWithinATransactionInsteadOfWritingALetterInIt() {
        var transactional = lanes.context(Lane.SHARED, true);
        var failures = new SendFailures();
        failures.configure(Map.of(LaneContext.CONFIG, transactional));

        var response =
                failures.handleError(null, routed(), new RecordTooLargeException("too much"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(transactional.refused().of("events.low", 2, 99))
                .contains(RefusedRecords.Form.ROUTED);
        assertThat(transactional.refused().of("events.low", 2, 98)).isEmpty();
    }

    @Test
    void remembersALetterThatIsRefusedWithinATransactionOnceMoreOnly() {
        var tooLarge = new RecordTooLargeException("too much");
        var letter =
                sendFailures()
                        .handleError(null, routed(), tooLarge)
                        .deadLetterQueueRecords()
                        .get(0);
        var transactional = lanes.context(Lane.SHARED, true);
        var failures = new SendFailures();
        failures.configure(Map.of(LaneContext.CONFIG, transactional));

        var response = failures.handleError(null, letter, tooLarge);

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(transactional.refused().of("events.low", 2, 99))
                .contains(RefusedRecords.Form.LETTER);
    }

    /** So does the producer report, at the next record, that an earlier one was not written. */
    @Test
    void doesNotTakeAFailureOfAnEarlierRecordForOneOfThis() {
        for (Exception failure :
                new Exception[] {
                    new StreamsException("an earlier record"),
                    new TimeoutException("no metadata"),
                    new IllegalStateException(new StreamsException("wrapped"))
                }) {
            var response = processingFailures().handleError(context(), record(), failure);

            assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
            assertThat(response.deadLetterQueueRecords()).isEmpty();
        }
    }

    @Test
    void makesADeadLetterOfARecordThatTheRouterItselfFailsOn() {
        var response =
                processingFailures()
                        .handleError(context(), record(), new IllegalArgumentException("ours"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        var letter = response.deadLetterQueueRecords().get(0);
        assertThat(letter.value()).asString().isEqualTo("payload");
        assertThat(text(letter.headers(), RouterHeaders.REASON)).isEqualTo("unreadable");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_TOPIC)).isEqualTo("events.low");
        assertThat(text(letter.headers(), RouterHeaders.SOURCE_OFFSET)).isEqualTo("99");
    }

    @Test
    void replacesAThreadThatFailedAndCountsIt() {
        var response = new ThreadFailures(lane).handle(new StreamsException("gone"));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(
                        lanes.meters
                                .get("eventrouter.router.thread.failures")
                                .tag("lane", "shared")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void endsTheLaneWhenTheVirtualMachineFails() {
        var response =
                new ThreadFailures(lane)
                        .handle(new StreamsException("wrapped", new OutOfMemoryError("heap")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void doesNotHoldUpAClose() {
        var failures = new ThreadFailures(lane);
        failures.close();

        for (int i = 0; i < 20; i++)
            assertThat(failures.handle(new StreamsException("gone")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    private SendFailures sendFailures() {
        var failures = new SendFailures();
        failures.configure(Map.of(LaneContext.CONFIG, lane));
        return failures;
    }

    private ProcessingFailures processingFailures() {
        var failures = new ProcessingFailures();
        failures.configure(Map.of(LaneContext.CONFIG, lane));
        return failures;
    }

    private static ProducerRecord<byte[], byte[]> routed() {
        var headers = new RecordHeaders();
        headers.add("ce_priority", "low".getBytes(UTF_8));
        headers.add(RouterHeaders.SOURCE, "2:99".getBytes(UTF_8));
        headers.setReadOnly();
        return new ProducerRecord<>(
                "events.routed",
                5,
                1234L,
                "key".getBytes(UTF_8),
                "payload".getBytes(UTF_8),
                headers);
    }

    private static ErrorHandlerContext context() {
        return new DefaultErrorHandlerContext(
                null,
                "events.low",
                2,
                99,
                new RecordHeaders(),
                "route",
                new TaskId(0, 2),
                0,
                null,
                null);
    }

    private static Record<byte[], byte[]> record() {
        return new Record<>("key".getBytes(UTF_8), "payload".getBytes(UTF_8), 0);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
