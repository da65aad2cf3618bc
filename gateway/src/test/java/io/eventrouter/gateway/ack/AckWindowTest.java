package io.eventrouter.gateway.ack;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AckWindowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NEVER = Long.MAX_VALUE;
    private static final AckTerms TERMS =
            new AckTerms(0b11, List.of("critical", "high"), 10 * SECOND, 60 * SECOND, 3, 4, 1_000);

    private final List<String> expired = new ArrayList<>();
    private final List<AckEntry<String>> exhausted = new ArrayList<>();
    private final AckWindow<String> window = new AckWindow<>(TERMS, new Random(1));

    private final AckWindow.Ends<String> ends =
            new AckWindow.Ends<>() {
                @Override
                public void expired(AckEntry<String> entry) {
                    expired.add(entry.event());
                }

                @Override
                public void exhausted(AckEntry<String> entry) {
                    exhausted.add(entry);
                }
            };

    @Test
    void forgetsWhatIsAcknowledgedInTime() {
        send(0, "a");
        window.written(0);

        boolean known = window.acknowledge(position(0));

        assertThat(known).isTrue();
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.nanosLeft(0)).isEqualTo(NEVER);
        assertThat(dueAt(1_000 * SECOND)).isEmpty();
    }

    @Test
    void ignoresAnAcknowledgementOfWhatItDoesNotKnow() {
        send(0, "a");
        window.acknowledge(position(0));

        assertThat(window.acknowledge(position(0))).isFalse();
        assertThat(window.acknowledge(position(7))).isFalse();
    }

    @Test
    void sendsAgainWhatIsNotAcknowledgedInTime() {
        send(0, "a");
        window.written(0);

        assertThat(dueAt(10 * SECOND - 1)).isEmpty();
        assertThat(dueAt(15 * SECOND)).containsExactly("a");
    }

    @Test
    void letsNoTimePassWhileAnEventIsBeingWritten() {
        send(0, "a");

        assertThat(dueAt(1_000 * SECOND)).isEmpty();
    }

    @Test
    void waitsLongerAfterEachAttempt() {
        send(0, "a");
        window.written(0);
        assertThat(dueAt(15 * SECOND)).containsExactly("a");
        window.written(15 * SECOND);

        assertThat(dueAt(34 * SECOND)).isEmpty();
        assertThat(dueAt(45 * SECOND)).containsExactly("a");
    }

    @Test
    void givesUpAfterTheLastAttemptAndKeepsTheEventUntilItIsStored() {
        sendAsOftenAsAllowed("a");

        assertThat(dueAt(1_000 * SECOND)).isEmpty();

        AckEntry<String> given = exhausted.get(0);
        assertThat(given.attempts()).isEqualTo(3);
        assertThat(window.events()).isEqualTo(1);
        assertThat(window.stored(given)).isTrue();
        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void givesUpOnceMoreWhatCouldNotBeStored() {
        sendAsOftenAsAllowed("a");
        dueAt(1_000 * SECOND);

        window.notStored(exhausted.get(0), 1_000 * SECOND);
        dueAt(1_100 * SECOND);

        assertThat(exhausted).hasSize(2);
        assertThat(exhausted.get(1).attempts()).isEqualTo(3);
    }

    @Test
    void takesAnAcknowledgementOfWhatIsGivenUpAndNotStoredYet() {
        sendAsOftenAsAllowed("a");
        dueAt(1_000 * SECOND);

        assertThat(window.acknowledge(position(0))).isTrue();

        assertThat(window.stored(exhausted.get(0))).isFalse();
    }

    @Test
    void sendsTheMostUrgentOfThoseThatAreDueFirst() {
        window.sending(position(0), 1, 10, NEVER, "high 1");
        window.sending(position(1), 1, 10, NEVER, "high 2");
        window.sending(position(2), 0, 10, NEVER, "critical");
        window.written(0);

        assertThat(dueAt(15 * SECOND)).containsExactly("critical", "high 1", "high 2");
    }

    @Test
    void doesNotSendAgainWhatWasAcknowledgedWhenItWasDueAlready() {
        send(0, "a");
        window.written(0);
        window.look(15 * SECOND, 0, ends);
        window.acknowledge(position(0));

        assertThat(window.pollDue(0, ends)).isNull();
    }

    @Test
    void doesNotSendAgainWhatHasExpired() {
        window.sending(position(0), 0, 10, 100, "a");
        window.sending(position(1), 0, 10, 200, "b");
        window.written(0);

        window.look(15 * SECOND, 150, ends);
        AckEntry<String> next = window.pollDue(250, ends);

        assertThat(next).isNull();
        assertThat(expired).containsExactly("a", "b");
        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void isFullAtItsEvents() {
        IntStream.range(0, 4).forEach(i -> send(i, "e" + i));

        assertThat(window.hasRoom()).isFalse();

        window.acknowledge(position(2));
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void isFullAtItsBytesAndTakesOneEventOfAnySizeWhenItIsEmpty() {
        window.sending(position(0), 0, 5_000, NEVER, "large");

        assertThat(window.hasRoom()).isFalse();
        assertThat(window.bytes()).isEqualTo(5_000);
    }

    @Test
    void knowsTheOldestEventThatIsOutstanding() {
        IntStream.range(0, 3).forEach(i -> send(i, "e" + i));

        window.acknowledge(position(1));
        assertThat(window.lowest()).isZero();
        window.acknowledge(position(0));
        assertThat(window.lowest()).isEqualTo(2);
        window.acknowledge(position(2));
        assertThat(window.lowest()).isEqualTo(window.mark()).isEqualTo(3);
    }

    private void send(int offset, String event) {
        window.sending(position(offset), 0, 10, NEVER, event);
    }

    private void sendAsOftenAsAllowed(String event) {
        send(0, event);
        window.written(0);
        for (int i = 1; i < TERMS.attempts(); i++) {
            assertThat(dueAt(100L * i * SECOND)).containsExactly(event);
            window.written(100L * i * SECOND);
        }
    }

    private List<String> dueAt(long nanos) {
        window.look(nanos, 0, ends);
        var due = new ArrayList<String>();
        for (var e = window.pollDue(0, ends); e != null; e = window.pollDue(0, ends))
            due.add(e.event());
        return due;
    }

    private static Position position(int offset) {
        return new Position(0, offset);
    }
}
