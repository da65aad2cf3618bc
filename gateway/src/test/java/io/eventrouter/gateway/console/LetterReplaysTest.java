package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.console.ReplayOutcome.Reason;
import io.eventrouter.gateway.console.ReplayOutcome.Refused;
import io.eventrouter.gateway.console.ReplayOutcome.Replayed;
import io.eventrouter.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LetterReplaysTest {
    private final FakePost post = new FakePost().letter("0:1", "high", "orders.eu");
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final LetterReplays replays =
            new LetterReplays(
                    new LetterReplay(
                            new TopicNames("events", Priorities.standard()), 10_000, () -> 0),
                    this::open);

    private Error failure;

    private LetterPost open() {
        if (failure != null) throw failure;
        opened.countDown();
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return post;
    }

    @AfterEach
    void close() {
        mayOpen.countDown();
        replays.close();
    }

    @Test
    void replaysALetterOnceForTwoThatAskAtTheSameTime() {
        CompletableFuture<ReplayOutcome> first = ask();
        CompletableFuture<ReplayOutcome> second = ask();

        mayOpen.countDown();

        assertThat(first.join()).isInstanceOf(Replayed.class);
        assertThat(second.join()).isInstanceOf(Refused.class);
        assertThat(post.sent).hasSize(2);
        assertThat(post.closed).isEqualTo(2);
    }

    @Test
    void refusesAtOnceWhatIsMoreThanMayWait() throws Exception {
        List<CompletableFuture<ReplayOutcome>> taken = new ArrayList<>();
        taken.add(ask());
        opened.await();
        for (int i = 0; i < LetterReplays.MOST_WAITING; i++) taken.add(ask());

        Refused beyond = (Refused) ask().join();
        mayOpen.countDown();

        assertThat(beyond.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(beyond.message()).contains("try again");
        assertThat(taken).allSatisfy(outcome -> assertThat(outcome.join()).isNotNull());
    }

    @Test
    void saysThatKafkaIsAway() {
        post.away = new TimeoutException("no answer");
        mayOpen.countDown();

        Refused refused = (Refused) ask().join();

        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refused.message()).contains("no answer");
        assertThat(post.closed).isEqualTo(1);
    }

    @Test
    void answersAlsoWhenTheMachineFails() {
        failure = new NoClassDefFoundError("a class");

        Refused refused = (Refused) ask().join();

        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refused.message()).contains("see its log");
    }

    @Test
    void takesNothingMoreOnceClosed() {
        mayOpen.countDown();
        replays.close();

        assertThat(((Refused) ask().join()).message()).contains("stopping");
        assertThat(post.sent).isEmpty();
    }

    private CompletableFuture<ReplayOutcome> ask() {
        var request =
                new ReplayRequest(Position.parse("0:1"), Optional.empty(), Optional.empty(), false);
        return replays.replay(request, (channel, level) -> true, "ann");
    }
}
