package io.eventrouter.gateway.letters;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RoutedRecord;
import io.eventrouter.wire.RouterHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LetterWriterTest {
    private final TopicNames topics = new TopicNames("events", PRIORITIES);
    private final FakeOutlet outlet = new FakeOutlet();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Boolean> outcomes = new ArrayList<>();
    private int opened;
    private final LetterWriter writer =
            new LetterWriter(
                    () -> {
                        opened++;
                        return outlet;
                    },
                    new UnackedLetter(topics, 1 << 20),
                    new LetterMeters(registry));

    @Test
    void writesTheEventAsItWasPublishedAndSaysWhyAndWhereFrom() {
        RoutedRecord event = routed("7:120");

        keep(event);
        writer.step();

        ProducerRecord<byte[], byte[]> letter = outlet.written.get(0);
        assertThat(letter.topic()).isEqualTo("events.dead-letter");
        assertThat(letter.key()).isEqualTo(event.record().key());
        assertThat(letter.value()).isEqualTo(event.record().value());
        assertThat(header(letter, "ce_id")).isEqualTo("0-5");
        assertThat(header(letter, RouterHeaders.REASON)).isEqualTo("unacknowledged");
        assertThat(header(letter, RouterHeaders.DETAIL))
                .isEqualTo("sent 3 times to session s1, never acknowledged; position 0:5");
        assertThat(header(letter, RouterHeaders.SOURCE_TOPIC)).isEqualTo("events.critical");
        assertThat(header(letter, RouterHeaders.SOURCE_PARTITION)).isEqualTo("7");
        assertThat(header(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("120");
        assertThat(header(letter, RouterHeaders.SOURCE_TIMESTAMP))
                .isEqualTo(String.valueOf(RoutedRecords.PUBLISHED_MILLIS));
        assertThat(letter.headers().lastHeader(RouterHeaders.SOURCE)).isNull();
    }

    @Test
    void namesThePlaceInTheRoutedTopicWhereNoOtherIsKnown() {
        keep(routed(null));
        keep(routed("no position"));
        writer.step();
        writer.step();

        assertThat(outlet.written)
                .hasSize(2)
                .allSatisfy(
                        letter -> {
                            assertThat(header(letter, RouterHeaders.SOURCE_TOPIC))
                                    .isEqualTo("events.routed");
                            assertThat(header(letter, RouterHeaders.SOURCE_OFFSET)).isEqualTo("5");
                        });
    }

    @Test
    void isDoneWhenKafkaHasAcknowledged() {
        keep(routed("0:1"));
        writer.step();
        assertThat(outcomes).isEmpty();

        outlet.last().complete(null);

        assertThat(outcomes).containsExactly(true);
    }

    @Test
    void givesBackWhatKafkaDoesNotTake() {
        keep(routed("0:1"));
        writer.step();

        outlet.last().completeExceptionally(new IllegalStateException("away"));

        assertThat(outcomes).containsExactly(false);
        assertThat(failures()).isEqualTo(1);
        assertThat(writer.step()).isZero();
    }

    @Test
    void givesBackWhatIsTooMuchToWait() {
        for (int i = 0; i < LetterWriter.MOST_WAITING; i++) keep(routed("0:1"));
        assertThat(outcomes).isEmpty();

        keep(routed("0:1"));

        assertThat(outcomes).containsExactly(false);
    }

    @Test
    void goesOnAfterAFaultOfOurs() {
        var failing =
                new LetterWriter(
                        () -> {
                            throw new IllegalStateException("a fault of ours");
                        },
                        new UnackedLetter(topics, 1 << 20),
                        new LetterMeters(registry));
        failing.keep(routed("0:1"), "s1", 3, outcomes::add);

        int done = failing.step();

        assertThat(done).isEqualTo(1);
        assertThat(outcomes).containsExactly(false);
    }

    @Test
    void opensNothingBeforeThereIsALetter() {
        writer.step();
        writer.ended();

        assertThat(opened).isZero();
        assertThat(outlet.closed).isFalse();
    }

    @Test
    void opensOnceAndClosesAtTheEnd() {
        keep(routed("0:1"));
        keep(routed("0:2"));
        writer.step();
        writer.step();

        writer.ended();

        assertThat(opened).isEqualTo(1);
        assertThat(outlet.closed).isTrue();
    }

    private void keep(RoutedRecord event) {
        writer.keep(event, "s1", 3, outcomes::add);
    }

    private static RoutedRecord routed(String source) {
        var record = RoutedRecords.kafka(0, 5, "critical", "a");
        if (source != null) record.headers().add(RouterHeaders.SOURCE, source.getBytes(UTF_8));
        return RoutedRecord.read(record, PRIORITIES).orElseThrow();
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private double failures() {
        return registry.get("eventrouter.gateway.ack.letters.failed").counter().count();
    }

    private static final class FakeOutlet implements LetterOutlet {
        private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        private final List<CompletableFuture<Void>> outcomes = new ArrayList<>();
        private boolean closed;

        @Override
        public CompletableFuture<?> write(ProducerRecord<byte[], byte[]> letter) {
            written.add(letter);
            outcomes.add(new CompletableFuture<>());
            return last();
        }

        CompletableFuture<Void> last() {
            return outcomes.get(outcomes.size() - 1);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
