package io.eventrouter.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProducerPropertiesTest {

    @Test
    void keepsThePromiseWhateverTheOperatorSets() {
        var careless =
                Map.of(
                        "acks", "1",
                        "enable.idempotence", "false",
                        "retries", "0",
                        "max.in.flight.requests.per.connection", "100",
                        "transactional.id", "mine",
                        "partitioner.ignore.keys", "true",
                        "max.block.ms", "9999999",
                        "delivery.timeout.ms", "9999999",
                        "max.request.size", "1000");

        ProducerConfig config = configOf(careless, Duration.ofSeconds(30), 300 << 10);

        assertThat(config.getString("acks")).isEqualTo("-1");
        assertThat(config.getBoolean("enable.idempotence")).isTrue();
        assertThat(config.getInt("retries")).isPositive();
        assertThat(config.getInt("max.in.flight.requests.per.connection")).isLessThanOrEqualTo(5);
        assertThat(config.getString("transactional.id")).isNull();
        assertThat(config.getBoolean("partitioner.ignore.keys")).isFalse();
        assertThat(config.getInt("max.request.size")).isGreaterThan(300 << 10);
    }

    @Test
    void leavesTheOperatorTheRest() {
        ProducerConfig chosen =
                configOf(
                        Map.of("compression.type", "zstd", "client.id", "shop"),
                        Duration.ofSeconds(30),
                        1024);
        ProducerConfig usual = configOf(Map.of(), Duration.ofSeconds(30), 1024);

        assertThat(chosen.getString("compression.type")).isEqualTo("zstd");
        assertThat(chosen.getString("client.id")).isEqualTo("shop");
        assertThat(usual.getString("compression.type")).isEqualTo("lz4");
    }

    @Test
    void makesRoomForTheLargestEvent() {
        ProducerConfig config = configOf(Map.of(), Duration.ofSeconds(30), 8 << 20);

        assertThat(config.getInt("max.request.size")).isGreaterThan(8 << 20);
    }

    @Property(tries = 200)
    void waitsNoLongerThanItsTimeoutInAllAndAsksTwice(
            @ForAll @IntRange(min = 1_000, max = 600_000) int millis) {
        var settings =
                new PublisherSettings(Duration.ofMillis(millis), Duration.ofMillis(millis / 1_000));
        var properties = ProducerProperties.of(new KafkaSettings("a:1", Map.of()), settings, 1024);

        long block = (long) properties.get("max.block.ms");
        int delivery = (int) properties.get("delivery.timeout.ms");
        int request = (int) properties.get("request.timeout.ms");
        long linger = (long) properties.get("linger.ms");
        assertThat(block + delivery).isLessThanOrEqualTo(millis);
        assertThat(2L * request + linger).isLessThanOrEqualTo(delivery);
    }

    private static ProducerConfig configOf(
            Map<String, String> client, Duration timeout, int maxEventBytes) {
        var settings = new PublisherSettings(timeout, Duration.ofMillis(2));
        var properties =
                ProducerProperties.of(new KafkaSettings("a:1", client), settings, maxEventBytes);
        properties.put("key.serializer", ByteArraySerializer.class);
        properties.put("value.serializer", ByteArraySerializer.class);
        return new ProducerConfig(properties);
    }
}
