package io.eventrouter.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RecordPublisher publisher =
            new RecordPublisher(
                    producer,
                    new KafkaSettings("localhost:9092", Map.of()),
                    new PublisherSettings(Duration.ofSeconds(10), Duration.ZERO));
    private final ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>("t", 0, new byte[] {1}, null);

    @Test
    void saysWhereKafkaHasTheRecordOnceItIsAcknowledged() {
        var place = publisher.publish(record);
        assertThat(place).isNotDone();

        producer.completeNext();

        assertThat(place.join().topic()).isEqualTo("t");
        assertThat(producer.history()).containsExactly(record);
    }

    @Test
    void saysWhatWentWrong() {
        var place = publisher.publish(record);

        producer.errorNext(new NotEnoughReplicasException("two"));

        assertThatThrownBy(place::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PublishException.class)
                .hasMessageContaining("min.insync.replicas");
    }

    @Test
    void saysThatItWasClosed() {
        publisher.close();

        assertThatThrownBy(publisher.publish(record)::join)
                .hasMessageContaining("the publisher was closed");
    }
}
