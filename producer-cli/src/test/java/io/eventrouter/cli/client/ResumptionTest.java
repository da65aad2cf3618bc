package io.eventrouter.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.cli.client.ServerMessage.Lost;
import io.eventrouter.cli.client.ServerMessage.Subscribed;
import io.eventrouter.event.ChannelPattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final Subscribed RECOVERED =
            new Subscribed("1", Optional.of(true), Optional.empty());
    private static final Subscribed LOST =
            new Subscribed("1", Optional.of(false), Optional.empty());
    private static final Subscribed CONFIRMED =
            new Subscribed("1", Optional.empty(), Optional.empty());

    private final Subscription live = subscription("live", Start.NOW);
    private final Subscription replayed = subscription("replayed", new Start.At(Instant.EPOCH));
    private final Resumption resumption = new Resumption(List.of(live, replayed), List.of());

    @Test
    void goesOnAtTheWelcomeWhenNoCheckpointCame() {
        resumption.confirmed(live, CONFIRMED, Optional.of("c0"));

        assertThat(resumption.startOf(live)).isEqualTo(at("c0"));
    }

    @Test
    void asksForAReplayAsAtFirstUntilACheckpointCame() {
        resumption.confirmed(replayed, CONFIRMED, Optional.of("c0"));
        assertThat(resumption.startOf(replayed)).isEqualTo(new Start.At(Instant.EPOCH));

        resumption.checkpoint("c1");

        assertThat(resumption.startOf(replayed)).isEqualTo(at("c1"));
    }

    @Test
    void neverGoesOnAtTheWelcomeOfALaterConnection() {
        resumption.confirmed(live, CONFIRMED, Optional.of("c0"));
        resumption.connecting();

        resumption.confirmed(live, RECOVERED, Optional.of("c9"));

        assertThat(resumption.startOf(live)).isEqualTo(at("c0"));
    }

    @Test
    void takesACheckpointForThoseThatHoldOnly() {
        resumption.confirmed(live, CONFIRMED, Optional.of("c0"));

        boolean ofAll = resumption.checkpoint("c1");

        assertThat(ofAll).isFalse();
        assertThat(resumption.startOf(live)).isEqualTo(at("c1"));
        assertThat(resumption.startOf(replayed)).isEqualTo(new Start.At(Instant.EPOCH));
    }

    @Test
    void beginsAnewAfterALossAndForgetsThePositions() {
        resumption.confirmed(live, CONFIRMED, Optional.of("c0"));
        resumption.isNew("0:1");
        resumption.connecting();

        Optional<Gap> gap = resumption.confirmed(live, LOST, Optional.of("c9"));

        assertThat(gap).contains(Gap.unrecovered("live", 0));
        assertThat(resumption.startOf(live)).isEqualTo(at("c9"));
        assertThat(resumption.isNew("0:1")).isTrue();
    }

    @Test
    void goesOnBehindWhatRetentionHasTaken() {
        resumption.confirmed(live, CONFIRMED, Optional.of("c0"));
        resumption.isNew("0:1");
        resumption.connecting();
        var answer = new Subscribed("1", Optional.of(false), Optional.of(new Lost("c5", 45)));

        Optional<Gap> gap = resumption.confirmed(live, answer, Optional.of("c9"));

        assertThat(gap).contains(Gap.unrecovered("live", 45));
        assertThat(resumption.startOf(live)).isEqualTo(at("c5"));
        assertThat(resumption.isNew("0:1")).isFalse();
    }

    @Test
    void knowsWhatWasSeenBeforeItBegan() {
        var kept = new Resumption(List.of(live), List.of("0:1", "nonsense"));

        assertThat(kept.isNew("0:1")).isFalse();
        assertThat(kept.isNew("0:2")).isTrue();
    }

    @Test
    void takesWhatIsNoPositionForNew() {
        assertThat(resumption.isNew("x")).isTrue();
        assertThat(resumption.isNew("x")).isTrue();
    }

    private static Start at(String cursor) {
        return new Start.AtCursor(cursor);
    }

    private static Subscription subscription(String channel, Start start) {
        return new Subscription(new ChannelPattern(channel), Optional.empty(), start, false);
    }
}
