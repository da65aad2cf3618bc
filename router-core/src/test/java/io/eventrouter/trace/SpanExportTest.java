package io.eventrouter.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.config.TracingSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SpanExportTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExportMeters meters = new ExportMeters(registry);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(CountingExporter.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void countsWhatTheCollectorHasTakenAndWhatItHasNot() {
        waiting.set(5);

        exporter(CompletableResultCode.ofSuccess()).export(spans(3));
        exporter(CompletableResultCode.ofFailure()).export(spans(2));

        assertThat(count("exported")).isEqualTo(3);
        assertThat(count("failed")).isEqualTo(2);
        assertThat(waiting).hasValue(0);
    }

    @Test
    void countsABatchWhoseSendingThrows() {
        waiting.set(1);
        var exporter = new CountingExporter(new Failing(null), waiting, meters, nanos::get);

        exporter.export(spans(1));

        assertThat(count("failed")).isEqualTo(1);
        assertThat(waiting).hasValue(0);
    }

    @Test
    void logsOfFailuresOnceAMinute() {
        var exporter =
                exporter(
                        CompletableResultCode.ofExceptionalFailure(
                                new IllegalStateException(new IOException("away"))));

        for (int second = 0; second < 120; second++) {
            nanos.set(TimeUnit.SECONDS.toNanos(second));
            exporter.export(spans(1));
        }

        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(0).getKeyValuePairs())
                .anyMatch(p -> p.value.toString().contains("away"));
    }

    @Test
    void dropsAndCountsWhatHasNoRoom() {
        var processor = new BoundedProcessor(new Unsent(), waiting, 2, meters);
        var tracing =
                Tracing.over(
                        SdkTracerProvider.builder().addSpanProcessor(processor).build(),
                        1,
                        () -> {});

        for (int i = 0; i < 5; i++) tracing.begin(Step.SEND, "t", new RecordHeaders()).end();

        assertThat(count("dropped")).isEqualTo(3);
        assertThat(waiting).hasValue(2);
    }

    @Test
    void holdsNobodyUpWhileTheCollectorIsAwayAndEndsAllTheSame() throws IOException {
        try (Tracing tracing = Tracing.start(nowhere(), registry)) {
            for (int i = 0; i < 10_000; i++)
                tracing.begin(Step.SEND, "t", new RecordHeaders()).end();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> count("failed") + count("dropped") >= 10_000 - 4_096);
        }

        assertThat(log.list).isNotEmpty();
        assertThat(count("exported")).isZero();
        assertThat(count("dropped")).isPositive();
    }

    private static TracingSettings nowhere() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> values =
                Map.of("tracing.endpoint", "http://127.0.0.1:" + port, "tracing.sample", "1");
        return SettingsSources.load(Optional.empty(), Map.of(), values).tracing();
    }

    private CountingExporter exporter(CompletableResultCode result) {
        return new CountingExporter(new Failing(result), waiting, meters, nanos::get);
    }

    private double count(String outcome) {
        return registry.get("eventrouter.tracing.spans").tag("outcome", outcome).counter().count();
    }

    private static List<SpanData> spans(int number) {
        SpanData span =
                TestSpanData.builder()
                        .setName("send t")
                        .setKind(SpanKind.PRODUCER)
                        .setStartEpochNanos(1)
                        .setEndEpochNanos(2)
                        .setHasEnded(true)
                        .setStatus(StatusData.ok())
                        .build();
        return Collections.nCopies(number, span);
    }

    /** Ends with that result, or throws where there is none. */
    private record Failing(CompletableResultCode result) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            if (result == null) throw new IllegalStateException("a fault of the library");
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** A queue that nobody empties. */
    private static final class Unsent implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
