package io.eventrouter.system.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.Settings;
import io.eventrouter.gateway.Gateway;
import io.eventrouter.topics.Lane;
import io.eventrouter.topics.TopicLayout;
import io.eventrouter.topics.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Gateways and clients over topics of their own; the test itself writes as the merge would. */
final class GatewayStage implements AutoCloseable {
    private final Settings settings;
    private final TopicLayout layout;
    private final Producer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();

    GatewayStage(Settings settings) {
        this.settings = settings;
        layout = TopicProvisioner.ensure(settings);
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers",
                        settings.kafka().bootstrapServers(),
                        "linger.ms",
                        1,
                        "enable.idempotence",
                        true);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Gateway startGateway() {
        return startGateway(new SimpleMeterRegistry());
    }

    Gateway startGateway(SimpleMeterRegistry registry) {
        var gateway = new Gateway(settings, layout, registry);
        closers.add(gateway::close);
        gateway.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(gateway::isReady);
        return gateway;
    }

    GatewayClient connect(Gateway gateway) {
        var client = GatewayClient.connect(gateway.port());
        closers.add(client::close);
        return client;
    }

    /** Writes a routed record: one channel always goes to the same partition of its lane. */
    void route(String level, String channel, int number) {
        route(null, level, channel, number, "");
    }

    void route(String level, String channel, int number, String filling) {
        route(null, level, channel, number, filling);
    }

    /** As published at that time. */
    void routeAt(long epochMillis, String level, String channel, int number) {
        route(epochMillis, level, channel, number, "");
    }

    private void route(Long timestamp, String level, String channel, int number, String filling) {
        Lane lane = level.equals("critical") ? Lane.EXPRESS : Lane.SHARED;
        int source = Math.floorMod(channel.hashCode(), layout.partitions());
        var record =
                new ProducerRecord<>(
                        layout.names().routed(),
                        layout.routedPartition(lane, source),
                        timestamp,
                        channel.getBytes(UTF_8),
                        ("{\"n\":" + number + ",\"filling\":\"" + filling + "\"}").getBytes(UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", channel + "-" + level + "-" + number,
                        "ce_source", "/test",
                        "ce_type", "test",
                        "ce_channel", channel,
                        "ce_priority", level,
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        sent.add(producer.send(record));
    }

    /** Returns once all that was routed has been acknowledged. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> each : sent)
            assertThat(each).succeedsWithin(Duration.ofSeconds(30));
        sent.clear();
    }

    @Override
    public void close() {
        for (int i = closers.size() - 1; i >= 0; i--) closers.get(i).run();
        producer.close(Duration.ofSeconds(5));
    }
}
