package io.eventrouter.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Event;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.publish.PublishOutcome.Published;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.Acknowledged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientPublisherTest {
    private static final int MOST_EVENTS = 8;
    private static final long MOST_BYTES = 64 << 10;

    private final InFlight inFlight = new InFlight(MOST_EVENTS, MOST_BYTES);
    private final AtomicInteger closed = new AtomicInteger();
    private ClientPublisher publisher;

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void neverHoldsUpWhoAsksAndKeepsTheOrderOfALevel() {
        var release = new CountDownLatch(1);
        List<String> handed = new ArrayList<>();
        start(
                event -> {
                    awaitQuietly(release);
                    handed.add(event.id().id());
                    return acknowledged(event);
                });

        List<CompletableFuture<PublishOutcome>> outcomes =
                IntStream.range(0, 5).mapToObj(n -> publisher.publish(event("low", n))).toList();
        boolean early = outcomes.stream().anyMatch(CompletableFuture::isDone);
        release.countDown();

        assertThat(early).isFalse();
        assertThat(outcomes)
                .allSatisfy(o -> assertThat(outcomeOf(o)).isInstanceOf(Published.class));
        assertThat(handed).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void oneLevelThatWaitsForItsTopicHoldsUpNoOther() {
        var release = new CountDownLatch(1);
        start(
                event -> {
                    if (event.priority().name().equals("low")) awaitQuietly(release);
                    return acknowledged(event);
                });
        CompletableFuture<PublishOutcome> low = publisher.publish(event("low", 1));

        PublishOutcome critical = outcomeOf(publisher.publish(event("critical", 2)));

        assertThat(critical).isInstanceOf(Published.class);
        assertThat(low).isNotDone();
        release.countDown();
    }

    @Test
    void refusesAtOnceWhatGoesBeyondTheBounds() {
        start(event -> new CompletableFuture<>());
        var first =
                IntStream.range(0, MOST_EVENTS).mapToObj(n -> publisher.publish(event("high", n)));
        assertThat(first).noneMatch(CompletableFuture::isDone);

        CompletableFuture<PublishOutcome> tooMany = publisher.publish(event("high", 99));

        assertThat(tooMany).isDone();
        assertThat(codeOf(tooMany)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(inFlight.events()).isEqualTo(MOST_EVENTS);
    }

    @Test
    void countsBytesToo() {
        start(event -> new CompletableFuture<>());
        CompletableFuture<PublishOutcome> first = publisher.publish(event("high", 1, 40_000));

        CompletableFuture<PublishOutcome> tooLarge = publisher.publish(event("high", 2, 40_000));

        assertThat(first).isNotDone();
        assertThat(tooLarge).isDone();
        assertThat(inFlight.events()).isOne();
        assertThat(inFlight.bytes()).isBetween(40_000L, 42_000L);
    }

    @Test
    void answersInTimeWhileKafkaKeepsSilentAndStaysBounded() {
        List<CompletableFuture<Acknowledged>> held = new ArrayList<>();
        start(
                Duration.ofMillis(100),
                event -> {
                    var outcome = new CompletableFuture<Acknowledged>();
                    held.add(outcome);
                    return outcome;
                });
        for (int n = 0; n < 100; n++) {
            CompletableFuture<PublishOutcome> outcome = publisher.publish(event("high", n));

            assertThat(codeOf(outcome)).isEqualTo(ErrorCode.UNAVAILABLE);
        }

        assertThat(inFlight.events()).isEqualTo(MOST_EVENTS);
        held.forEach(o -> o.completeExceptionally(new IllegalStateException("gave up")));
        assertThat(inFlight.events()).isZero();
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void doesNotSendWhatWasAnsweredWhileItWaited() {
        var release = new CountDownLatch(1);
        var handed = new AtomicInteger();
        start(
                Duration.ofMillis(100),
                event -> {
                    handed.incrementAndGet();
                    awaitQuietly(release);
                    return acknowledged(event);
                });
        CompletableFuture<PublishOutcome> first = publisher.publish(event("high", 1));
        CompletableFuture<PublishOutcome> queued = publisher.publish(event("high", 2));
        outcomeOf(queued);

        release.countDown();

        await().until(() -> inFlight.events() == 0);
        assertThat(handed).hasValue(1);
        assertThat(codeOf(first)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(codeOf(queued)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void survivesAFaultOfItsOwn() {
        start(
                event -> {
                    if (event.id().id().equals("1")) throw new IllegalStateException("a fault");
                    return acknowledged(event);
                });

        CompletableFuture<PublishOutcome> first = publisher.publish(event("high", 1));
        CompletableFuture<PublishOutcome> second = publisher.publish(event("high", 2));

        assertThat(codeOf(first)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(((Refused) outcomeOf(first)).message()).doesNotContain("a fault");
        assertThat(outcomeOf(second)).isInstanceOf(Published.class);
        assertThat(inFlight.events()).isZero();
    }

    @Test
    void closedItRefusesAndClosesItsProducerOnce() {
        start(ClientPublisherTest::acknowledged);

        publisher.close();
        publisher.close();

        assertThat(codeOf(publisher.publish(event("high", 1)))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(closed).hasValue(1);
        assertThat(inFlight.events()).isZero();
    }

    @Test
    void answersEachEventOnceWhateverHappensAtTheSameTime() throws Exception {
        Map<String, Integer> handed = new ConcurrentHashMap<>();
        start(
                Duration.ofMillis(2),
                event -> {
                    handed.merge(event.id().id(), 1, Integer::sum);
                    return CompletableFuture.supplyAsync(() -> placeOf(event));
                });
        var answered = new AtomicInteger();
        var published = ConcurrentHashMap.<String>newKeySet();
        List<Thread> threads =
                IntStream.range(0, 4)
                        .mapToObj(t -> new Thread(() -> flood(t, answered, published)))
                        .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();

        await().until(() -> answered.get() == 4 * 5_000);
        await().until(() -> inFlight.events() == 0 && inFlight.bytes() == 0);
        assertThat(handed.keySet()).containsAll(published);
        assertThat(handed.values()).allMatch(times -> times == 1);
        assertThat(published).isNotEmpty();
    }

    private void flood(int thread, AtomicInteger answered, java.util.Set<String> published) {
        for (int n = 0; n < 5_000; n++) {
            String level = n % 2 == 0 ? "critical" : "low";
            int id = thread * 5_000 + n;
            var unused =
                    publisher
                            .publish(event(level, id))
                            .thenAccept(
                                    outcome -> {
                                        if (outcome instanceof Published)
                                            published.add(Integer.toString(id));
                                        answered.incrementAndGet();
                                    });
        }
    }

    private void start(Function<Event, CompletableFuture<Acknowledged>> kafka) {
        start(Duration.ofSeconds(30), kafka);
    }

    private void start(Duration timeout, Function<Event, CompletableFuture<Acknowledged>> kafka) {
        publisher =
                new ClientPublisher(
                        kafka,
                        closed::incrementAndGet,
                        inFlight,
                        timeout,
                        RoutedRecords.PRIORITIES.all());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PublishOutcome outcomeOf(CompletableFuture<PublishOutcome> outcome) {
        return outcome.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static ErrorCode codeOf(CompletableFuture<PublishOutcome> outcome) {
        return ((Refused) outcomeOf(outcome)).code();
    }

    private static CompletableFuture<Acknowledged> acknowledged(Event event) {
        return CompletableFuture.completedFuture(placeOf(event));
    }

    private static Acknowledged placeOf(Event event) {
        return new Acknowledged(event.id(), "events." + event.priority(), 0, 1);
    }

    private static Event event(String level, int id) {
        return event(level, id, 2);
    }

    private static Event event(String level, int id, int bytes) {
        return Event.builder()
                .id("/test", Integer.toString(id))
                .type("t")
                .channel(new Channel("a"))
                .priority(RoutedRecords.PRIORITIES.require(level))
                .data(new byte[bytes])
                .build();
    }
}
