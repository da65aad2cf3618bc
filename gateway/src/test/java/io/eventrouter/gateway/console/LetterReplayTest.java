package io.eventrouter.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.console.ReplayOutcome.Reason;
import io.eventrouter.gateway.console.ReplayOutcome.Refused;
import io.eventrouter.gateway.console.ReplayOutcome.Replayed;
import io.eventrouter.gateway.console.ReplayOutcome.WouldGo;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.RouterHeaders;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterReplayTest {
    private static final TopicNames TOPICS = new TopicNames("events", Priorities.standard());

    private final FakePost post = new FakePost();
    private final LetterReplay replay = new LetterReplay(TOPICS, 10_000, () -> 0);

    @Test
    void publishesALetterAgainAndLeavesAReceiptInItsPartition() {
        post.letter("2:17", "high", "orders.eu");

        ReplayOutcome outcome = run(request("2:17", null, null, false));

        assertThat(outcome).isEqualTo(new Replayed("events.high:1:1", true));
        assertThat(post.sent).hasSize(2);
        var receipt = post.sent.get(1);
        assertThat(receipt.topic()).isEqualTo(FakePost.DEAD_LETTERS);
        assertThat(receipt.partition()).isEqualTo(2);
        assertThat(FakePost.header(receipt, RouterHeaders.REPLAYED_TO))
                .isEqualTo("events.high:1:1");
    }

    @Test
    void refusesALetterThatWasReplayedBefore() {
        post.letter("2:17", "high", "orders.eu");
        run(request("2:17", null, null, false));

        Refused refused = (Refused) run(request("2:17", null, null, false));

        assertThat(refused.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(refused.message()).contains("was replayed before, to events.high:1:1");
        assertThat(post.sent).hasSize(2);
    }

    @Test
    void saysWhatWouldHappenAndDoesNothing() {
        post.letter("2:17", "high", "not one!");

        ReplayOutcome outcome = run(request("2:17", "orders.eu", "low", true));

        assertThat(outcome).isEqualTo(new WouldGo("events.low", 1, "orders.eu", "low"));
        assertThat(post.sent).isEmpty();
    }

    @Test
    void refusesWhatWouldBeADeadLetterAgainWithTheReason() {
        post.letter("2:17", "high", "not one!");

        Refused refused = (Refused) run(request("2:17", null, null, false));

        assertThat(refused.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(refused.message()).contains("would be a dead letter again: bad-channel");
        assertThat(post.sent).isEmpty();
    }

    @Test
    void refusesAPartOfARecord() {
        post.letter("2:17", "high", "orders.eu", RouterHeaders.OMITTED, "value");

        Refused refused = (Refused) run(request("2:17", null, null, false));

        assertThat(refused.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(refused.message()).contains("holds only a part", "events.high:1:40");
    }

    @Test
    void saysThatALetterIsGone() {
        Refused refused = (Refused) run(request("2:17", null, null, false));

        assertThat(refused.reason()).isEqualTo(Reason.GONE);
        assertThat(refused.message()).contains("2:17");
    }

    @Test
    void goesByTheChannelAndLevelThatTheRouterWillRead() {
        post.letter("2:17", "high", "orders.eu");
        var request = request("2:17", null, "low", false);

        ReplayOutcome outcome =
                replay.run(
                        post,
                        request,
                        (channel, level) ->
                                !channel.name().equals("orders.eu") || !level.name().equals("low"));

        assertThat(((Refused) outcome).reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(((Refused) outcome).message()).contains("orders.eu at low");
        assertThat(post.sent).isEmpty();
    }

    @Test
    void saysThatItWasNotAcknowledged() {
        post.letter("2:17", "high", "orders.eu").refused = record -> true;

        Refused refused = (Refused) run(request("2:17", null, null, false));

        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void saysThatTheReceiptIsMissing() {
        post.letter("2:17", "high", "orders.eu").refused =
                record -> record.topic().equals(FakePost.DEAD_LETTERS);

        assertThat(run(request("2:17", null, null, false)))
                .isEqualTo(new Replayed("events.high:1:1", false));
    }

    private ReplayOutcome run(ReplayRequest request) {
        return replay.run(post, request, (channel, level) -> true);
    }

    private static ReplayRequest request(String at, String channel, String level, boolean dryRun) {
        return new ReplayRequest(
                Position.parse(at),
                Optional.ofNullable(channel).map(Channel::new),
                Optional.ofNullable(level).map(TOPICS.priorities()::require),
                dryRun);
    }
}
