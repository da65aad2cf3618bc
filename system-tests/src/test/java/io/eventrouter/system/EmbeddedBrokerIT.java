package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.standalone.EmbeddedBroker;
import io.eventrouter.standalone.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerIT {
    @TempDir Path data;

    @Test
    void keepsTopicsAndRecordsOverARestart() throws Exception {
        String cluster;
        try (var broker = EmbeddedBroker.start(data, 0)) {
            cluster = clusterId(broker);
            createTopic(broker, "kept");
            produce(broker, "kept", "before the restart");
        }

        try (var broker = EmbeddedBroker.start(data, 0)) {
            assertThat(firstValue(broker, "kept")).isEqualTo("before the restart");
            assertThat(clusterId(broker)).isEqualTo(cluster);
        }
    }

    @Test
    void createsNoTopicThatNobodyAskedFor() throws Exception {
        try (var broker = EmbeddedBroker.start(data, 0);
                var admin = admin(broker)) {
            assertThatThrownBy(() -> produce(broker, "unknown", "lost"))
                    .hasMessageContaining("unknown");
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> EmbeddedBroker.start(data, port))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void startsAgainInTheSameDirectoryAfterAStartThatFailed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data, other.getLocalPort()))
                    .isInstanceOf(StartException.class);
        }

        try (var broker = EmbeddedBroker.start(data, 0)) {
            assertThat(broker.isAlive()).isTrue();
        }
    }

    @Test
    void refusesADirectoryThatAnotherBrokerHas() {
        try (var first = EmbeddedBroker.start(data, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by another event-router")
                    .hasMessageContaining("--data");
            assertThat(first.isAlive()).isTrue();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (var admin = admin(broker)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void produce(EmbeddedBroker broker, String topic, String value)
            throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 3_000);
        try (var producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static String firstValue(EmbeddedBroker broker, String topic) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }
}
