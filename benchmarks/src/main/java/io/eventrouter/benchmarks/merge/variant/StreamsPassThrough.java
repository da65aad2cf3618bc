package io.eventrouter.benchmarks.merge.variant;

import io.eventrouter.benchmarks.process.BenchmarkException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * (a) The least that Kafka Streams can do: all priority topics into the routed one, untouched, in
 * the order of the records' own timestamps.
 */
final class StreamsPassThrough implements Routing {
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private final CountDownLatch running = new CountDownLatch(1);
    private final KafkaStreams streams;

    StreamsPassThrough(VariantArguments arguments, Map<String, String> tuning) {
        var builder = new StreamsBuilder();
        builder.stream(
                        arguments.topics().priorityTopics(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(
                        arguments.topics().routed(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        this.streams = new KafkaStreams(builder.build(), properties(arguments, tuning));
        streams.setStateListener(
                (now, before) -> {
                    if (now == KafkaStreams.State.RUNNING) running.countDown();
                });
        streams.setUncaughtExceptionHandler(
                e -> {
                    VariantMain.fail(e);
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                });
    }

    @Override
    public void start() {
        streams.start();
        try {
            if (!running.await(START_TIME.toMillis(), TimeUnit.MILLISECONDS))
                throw new BenchmarkException("Streams was not running after " + START_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }

    private static Properties properties(VariantArguments arguments, Map<String, String> tuning) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, arguments.directory().toString());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.putAll(tuning);
        return properties;
    }
}
