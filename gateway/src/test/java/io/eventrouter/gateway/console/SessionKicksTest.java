package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionKicksTest {
    private static final URI NODE = URI.create("http://gw-2:8081");

    private final FakeQuestions own = new FakeQuestions(Reports.waiting("a1", 10));
    private final List<String> asked = new ArrayList<>();
    private SessionsView shown = viewWith("b1");
    private final SessionKicks kicks =
            new SessionKicks(
                    own.own("i1"),
                    () -> shown,
                    (node, id) -> {
                        asked.add(node + " " + id);
                        return CompletableFuture.completedFuture(KickOutcome.KICKED);
                    });

    @Test
    void closesASessionOfItsOwn() {
        assertThat(kick("a1")).isEqualTo(KickOutcome.KICKED);
        assertThat(asked).isEmpty();
    }

    @Test
    void closesOneOfAnotherGatewayWhereTheTableSawIt() {
        assertThat(kick("b1")).isEqualTo(KickOutcome.KICKED);

        assertThat(asked).containsExactly(NODE + " b1");
        assertThat(own.kicked).isEmpty();
    }

    @Test
    void asksNobodyElseAboutASessionThatItHasNotShown() {
        shown = null;

        assertThat(kick("b1")).isEqualTo(KickOutcome.GONE);
        assertThat(asked).isEmpty();
    }

    @Test
    void closesSoManyAtATimeAndGoesOnWhenOneIsDone() {
        own.holds = true;
        List<CompletableFuture<KickOutcome>> taken =
                Stream.generate(() -> kicks.kick("a1", "")).limit(SessionKicks.MOST).toList();

        KickOutcome beyond = kick("a1");
        own.held.get(0).complete(Optional.empty());
        own.holds = false;

        assertThat(beyond).isEqualTo(KickOutcome.BUSY);
        assertThat(taken.get(0).join()).isEqualTo(KickOutcome.GONE);
        assertThat(kick("a1")).isEqualTo(KickOutcome.KICKED);
    }

    @Test
    void goesOnAfterQuestionsThatCouldNotBeAsked() {
        var failing =
                new SessionKicks(
                        own.own("i1"),
                        () -> shown,
                        (node, id) -> {
                            throw new UncheckedIOException(new IOException("no descriptors"));
                        });

        for (int i = 0; i <= SessionKicks.MOST; i++)
            assertThat(failing.kick("b1", "").join()).isEqualTo(KickOutcome.UNREACHABLE);
    }

    @Test
    void saysThatItIsNotKnownWhereTheQuestionFails() {
        own.holds = true;
        CompletableFuture<KickOutcome> outcome = kicks.kick("a1", "");

        own.held.get(0).completeExceptionally(new IllegalStateException("a worker ended"));

        assertThat(outcome.join()).isEqualTo(KickOutcome.UNREACHABLE);
    }

    private KickOutcome kick(String id) {
        return kicks.kick(id, "ann").join();
    }

    private static SessionsView viewWith(String id) {
        var seen = new SessionsView.Seen(Reports.waiting(id, 5), "gw-2", Optional.of(NODE));
        return new SessionsView(1, 2, List.of(), List.of(seen));
    }
}
