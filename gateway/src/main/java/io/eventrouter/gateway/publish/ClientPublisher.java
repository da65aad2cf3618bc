package io.eventrouter.gateway.publish;

import io.eventrouter.config.PublishSettings;
import io.eventrouter.config.Settings;
import io.eventrouter.event.Event;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.publish.PublishOutcome.Published;
import io.eventrouter.ingest.Acknowledged;
import io.eventrouter.ingest.EventPublisher;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Publishes events without ever holding up who asks: what is under way is bounded in number and
 * bytes, and whatever goes beyond is refused at once.
 *
 * <pre>
 *   any thread ─▶ InFlight ─▶ queue of the level ─▶ gateway-publish-LEVEL ─▶ Kafka's producer
 * </pre>
 *
 * <p>Kafka's producer may block: for metadata of a topic when no broker answers, and when its
 * buffer is full. So each level has a thread that does nothing but hand events to it, in their
 * order. It is one a level, since the metadata of one topic may be missing when the others' are
 * there, and since an urgent event must not wait behind others; a quiet one ends.
 *
 * <p>An answer is given within the time-out, whatever Kafka does. An event that is still queued
 * then is not sent any more. One that was handed over may yet be written, and counts as in flight
 * until the producer has done with it: so memory is bounded for as long as Kafka is away.
 *
 * <p>Thread-safe. An answer may come on Kafka's own thread: what is chained to it must not block.
 */
public final class ClientPublisher implements AutoCloseable {
    private static final long QUIET_SECONDS = 60;

    private final Function<Event, CompletableFuture<Acknowledged>> kafka;
    private final AutoCloseable producer;
    private final InFlight inFlight;
    private final Duration timeout;
    private final KafkaRefusals refusals = new KafkaRefusals();
    private final List<ExecutorService> senders;
    private volatile boolean closed;

    ClientPublisher(
            Function<Event, CompletableFuture<Acknowledged>> kafka,
            AutoCloseable producer,
            InFlight inFlight,
            Duration timeout,
            List<Priority> levels) {
        this.kafka = kafka;
        this.producer = producer;
        this.inFlight = inFlight;
        this.timeout = timeout;
        senders = levels.stream().map(ClientPublisher::sender).toList();
    }

    /**
     * With a producer of its own, whose waits fit into the time-out.
     *
     * @throws io.eventrouter.ingest.PublishException when a property for Kafka's client is invalid
     */
    static ClientPublisher toKafka(
            Settings settings, TopicNames topics, InFlight inFlight, Tracing tracing) {
        PublishSettings publish = settings.gateway().publish();
        var publisher =
                new EventPublisher(
                        settings.kafka(),
                        publish.producer(settings.publisher()),
                        topics,
                        settings.topics().maxEventBytes(),
                        tracing);
        return new ClientPublisher(
                publisher::publish,
                publisher,
                inFlight,
                publish.timeout(),
                settings.levels().priorities().all());
    }

    /** Without a connection to Kafka: it refuses everything. */
    static ClientPublisher none(InFlight inFlight) {
        var publisher =
                new ClientPublisher(
                        event -> CompletableFuture.failedFuture(new IllegalStateException("none")),
                        () -> {},
                        inFlight,
                        Duration.ZERO,
                        List.of());
        publisher.close();
        return publisher;
    }

    private static ExecutorService sender(Priority level) {
        var sender =
                new ThreadPoolExecutor(
                        1,
                        1,
                        QUIET_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> thread(level, task));
        sender.allowCoreThreadTimeOut(true);
        return sender;
    }

    private static Thread thread(Priority level, Runnable task) {
        var thread = new Thread(task, "gateway-publish-" + level.name());
        thread.setDaemon(true);
        return thread;
    }

    /** The outcome, within the time-out; it never fails. */
    CompletableFuture<PublishOutcome> publish(Event event) {
        long size =
                (long) PublishSettings.OVERHEAD_BYTES
                        + (event.data() == null ? 0 : event.data().length);
        if (closed) return CompletableFuture.completedFuture(KafkaRefusals.STOPPING);
        if (!inFlight.takeEvent(size))
            return CompletableFuture.completedFuture(KafkaRefusals.NO_ROOM);
        var answer = new CompletableFuture<PublishOutcome>();
        try {
            senders.get(event.priority().rank()).execute(() -> send(event, size, answer));
        } catch (RejectedExecutionException e) {
            inFlight.giveBackEvent(size);
            return CompletableFuture.completedFuture(KafkaRefusals.STOPPING);
        }
        return answer.completeOnTimeout(
                KafkaRefusals.tooLate(timeout), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** On the level's thread. */
    private void send(Event event, long size, CompletableFuture<PublishOutcome> answer) {
        if (answer.isDone() || closed) {
            inFlight.giveBackEvent(size);
            answer.complete(KafkaRefusals.STOPPING);
            return;
        }
        var unused =
                handOver(event)
                        .whenComplete(
                                (where, failure) -> {
                                    inFlight.giveBackEvent(size);
                                    answer.complete(
                                            failure == null
                                                    ? new Published(where)
                                                    : refusals.of(event.priority(), failure));
                                });
    }

    /** A fault of ours must not end the thread with the event counted for ever. */
    private CompletableFuture<Acknowledged> handOver(Event event) {
        try {
            return kafka.apply(event);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Takes nothing more, answers what is queued, and waits for what was handed to Kafka, within
     * the time-out. Repeated calls do nothing.
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        senders.forEach(ExecutorService::shutdown);
        try {
            producer.close();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's producer did not close", e);
        }
    }
}
