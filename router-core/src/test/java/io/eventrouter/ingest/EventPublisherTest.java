package io.eventrouter.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.config.PublisherSettings;
import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priorities;
import io.eventrouter.ingest.PublishException.Reason;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class EventPublisherTest {
    private static final Priorities PRIORITIES = Priorities.standard();
    private static final KafkaSettings KAFKA = new KafkaSettings("kafka-1:9092", Map.of());
    private static final PublisherSettings SETTINGS =
            new PublisherSettings(Duration.ofSeconds(30), Duration.ZERO);
    private static final int MAX_EVENT_BYTES = 1024;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final EventPublisher publisher =
            new EventPublisher(
                    producer,
                    KAFKA,
                    SETTINGS,
                    new TopicNames("events", PRIORITIES),
                    MAX_EVENT_BYTES,
                    Tracing.off());

    @Test
    void sendsToTheTopicOfThePriority() {
        CompletableFuture<Acknowledged> outcome = publisher.publish(event().build());

        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(outcome).isNotDone();
        assertThat(sent.topic()).isEqualTo("events.high");
        assertThat(sent.key()).isEqualTo("orders.eu".getBytes(UTF_8));
        assertThat(sent.headers().lastHeader("ce_id").value()).isEqualTo("7".getBytes(UTF_8));
    }

    @Test
    void isDoneWhenKafkaHasAcknowledgedAndNotBefore() {
        Event event = event().build();
        CompletableFuture<Acknowledged> outcome = publisher.publish(event);
        boolean early = outcome.isDone();

        producer.completeNext();

        assertThat(early).isFalse();
        assertThat(outcome).isCompletedWithValue(new Acknowledged(event.id(), "events.high", 0, 0));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new RecordTooLargeException("x"), Reason.TOO_LARGE, "max.message.bytes"),
                Arguments.of(
                        new NotEnoughReplicasException("x"),
                        Reason.NOT_ENOUGH_REPLICAS,
                        "min.insync.replicas"),
                Arguments.of(
                        new NotEnoughReplicasAfterAppendException("x"),
                        Reason.NOT_ENOUGH_REPLICAS,
                        "brokers"),
                Arguments.of(
                        new UnknownTopicOrPartitionException("x"),
                        Reason.UNKNOWN_TOPIC,
                        "topics.create"),
                Arguments.of(
                        new TimeoutException(
                                "Topic events.high not present in metadata after 10 ms.",
                                new UnknownTopicOrPartitionException()),
                        Reason.UNKNOWN_TOPIC,
                        "router"),
                Arguments.of(
                        new TimeoutException(
                                "Topic events.high not present in metadata after 10 ms."),
                        Reason.UNREACHABLE,
                        "kafka-1:9092"),
                Arguments.of(new NetworkException("x"), Reason.UNREACHABLE, "bootstrap"),
                Arguments.of(
                        new TimeoutException("Expiring 1 record(s) for events.high-0"),
                        Reason.TIMED_OUT,
                        "may have been written"),
                Arguments.of(new BufferExhaustedException("x"), Reason.OVERLOADED, "slowly"),
                Arguments.of(new TopicAuthorizationException("x"), Reason.NOT_AUTHORIZED, "WRITE"),
                Arguments.of(
                        new ClusterAuthorizationException("x"), Reason.NOT_AUTHORIZED, "grant"),
                Arguments.of(
                        new SaslAuthenticationException("x"), Reason.NOT_AUTHENTICATED, "sasl"),
                Arguments.of(
                        new OutOfOrderSequenceException("broker says"),
                        Reason.FAILED,
                        "broker says"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyAnEventWasNotAcknowledgedAndHowToMendIt(
            RuntimeException cause, Reason reason, String hint) {
        CompletableFuture<Acknowledged> outcome = publisher.publish(event().build());

        producer.errorNext(cause);

        PublishException failure = failureOf(outcome);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.topic()).isEqualTo("events.high");
        assertThat(failure).hasMessageContaining(hint).hasCause(cause);
    }

    @Test
    void failsTheFutureWhenTheProducerThrowsAtOnce() {
        producer.sendException = new KafkaException("no room");

        CompletableFuture<Acknowledged> outcome = publisher.publish(event().build());

        assertThat(failureOf(outcome).reason()).isEqualTo(Reason.FAILED);
    }

    @Test
    void refusesWhatTheRouterWouldRefuse() {
        Event notJson = event().contentType("application/json").data("{".getBytes(UTF_8)).build();
        Event tooLarge = event().data(new byte[MAX_EVENT_BYTES]).build();

        assertThat(failureOf(publisher.publish(notJson)).reason()).isEqualTo(Reason.INVALID);
        assertThat(failureOf(publisher.publish(tooLarge)).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void tellsWhatMayWorkLaterFromWhatWillNot() {
        assertThat(Reason.NOT_ENOUGH_REPLICAS.isTransient()).isTrue();
        assertThat(Reason.TOO_LARGE.isTransient()).isFalse();
    }

    @Test
    void publishesNothingOnceClosed() {
        publisher.close();

        CompletableFuture<Acknowledged> outcome = publisher.publish(event().build());

        assertThat(failureOf(outcome).reason()).isEqualTo(Reason.CLOSED);
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void failsWithinItsTimeoutWhereNoBrokerIs() throws Exception {
        var settings = new PublisherSettings(Duration.ofSeconds(1), Duration.ZERO);
        var nowhere = new KafkaSettings("127.0.0.1:" + freePort(), Map.of());
        try (var lonely =
                new EventPublisher(nowhere, settings, new TopicNames("events", PRIORITIES), 1024)) {

            CompletableFuture<Acknowledged> outcome = lonely.publish(event().build());

            assertThat(failureOf(outcome.orTimeout(30, TimeUnit.SECONDS)).reason())
                    .isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void doesNotStartWithAnAddressThatIsNone() {
        var nowhere = new KafkaSettings("no-such-host.invalid:9092", Map.of());

        assertThatThrownBy(
                        () ->
                                new EventPublisher(
                                        nowhere,
                                        SETTINGS,
                                        new TopicNames("events", PRIORITIES),
                                        1024))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void doesNotStartWithAClientPropertyThatKafkaRefuses() {
        var kafka = new KafkaSettings("127.0.0.1:1", Map.of("compression.type", "rar"));

        assertThatThrownBy(
                        () ->
                                new EventPublisher(
                                        kafka,
                                        SETTINGS,
                                        new TopicNames("events", PRIORITIES),
                                        1024))
                .isInstanceOfSatisfying(
                        PublishException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.MISCONFIGURED))
                .hasMessageContaining("compression.type");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static PublishException failureOf(CompletableFuture<Acknowledged> outcome) {
        try {
            throw new AssertionError("was acknowledged: " + outcome.join());
        } catch (CompletionException e) {
            return (PublishException) e.getCause();
        }
    }

    private static Event.Builder event() {
        return Event.builder()
                .id("/cli", "7")
                .type("t")
                .channel(new Channel("orders.eu"))
                .priority(PRIORITIES.require("high"));
    }
}
