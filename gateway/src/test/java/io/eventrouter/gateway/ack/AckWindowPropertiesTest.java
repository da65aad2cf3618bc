package io.eventrouter.gateway.ack;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The window against a plain list of what is outstanding, under any order of calls. */
class AckWindowPropertiesTest {
    private static final long TIMEOUT = 100;
    private static final long LONGEST = 1_000;
    private static final int ATTEMPTS = 4;
    private static final int EVENTS = 6;
    private static final long BYTES = 60;
    private static final AckTerms TERMS =
            new AckTerms(0b11, List.of(), TIMEOUT, LONGEST, ATTEMPTS, EVENTS, BYTES);

    /** One call: 0 send, 1 written, 2 and 3 acknowledge, 4 let time pass, 5 store, 6 fail to. */
    record Step(int kind, int which, int amount) {}

    @Property(tries = 2_000)
    void holdsExactlyWhatIsNeitherAcknowledgedNorEnded(
            @ForAll("steps") List<Step> steps, @ForAll long seed) {
        var model = new Model(seed);

        for (Step step : steps) {
            model.take(step);
            model.check();
        }

        model.finish();
        model.check();
    }

    @Property
    void waitsTwiceAsLongEachTimeUpToABoundAndHalfOfItMoreAtMost(
            @ForAll @IntRange(min = 1, max = 100) int sent, @ForAll long seed) {
        long least = (long) Math.min(LONGEST, TIMEOUT * Math.pow(2, sent - 1));

        long wait = TERMS.waitNanos(sent, new Random(seed));

        assertThat(wait).isBetween(least, least + least / 2);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 30))
                .as(Step::new)
                .list()
                .ofMaxSize(120);
    }

    /** What is outstanding: how large, how often sent, when last handed to the socket. */
    private static final class Sent {
        private final int bytes;
        private final long number;
        private int attempts = 1;
        private boolean written;
        private long writtenAt;
        private AckEntry<Integer> given;

        Sent(int bytes, long number) {
            this.bytes = bytes;
            this.number = number;
        }
    }

    private static final class Model implements AckWindow.Ends<Integer> {
        private final AckWindow<Integer> window;
        private final Map<Integer, Sent> outstanding = new LinkedHashMap<>();
        private long now;
        private int next;

        Model(long seed) {
            window = new AckWindow<>(TERMS, new Random(seed));
        }

        void take(Step step) {
            switch (step.kind) {
                case 0 -> send(step);
                case 1 -> written();
                case 2, 3 -> acknowledge(step.which);
                case 4 -> pass(step.amount * 20L);
                case 5 -> store(step.which, true);
                default -> store(step.which, false);
            }
        }

        private void send(Step step) {
            if (!window.hasRoom()) return;
            outstanding.put(next, new Sent(step.amount, next));
            window.sending(position(next), step.which % 2, step.amount, Long.MAX_VALUE, next);
            next++;
        }

        private void written() {
            window.written(now);
            for (Sent sent : outstanding.values()) {
                if (!sent.written) sent.writtenAt = now;
                sent.written = true;
            }
        }

        private void acknowledge(int event) {
            assertThat(window.acknowledge(position(event)))
                    .isEqualTo(outstanding.remove(event) != null);
        }

        private void pass(long nanos) {
            now += nanos;
            window.look(now, 0, this);
            for (var e = window.pollDue(0, this); e != null; e = window.pollDue(0, this)) {
                Sent sent = outstanding.get(e.event());
                assertThat(sent.written).isTrue();
                assertThat(now - sent.writtenAt).isGreaterThanOrEqualTo(least(sent));
                sent.written = false;
                assertThat(e.attempts()).isEqualTo(++sent.attempts).isLessThanOrEqualTo(ATTEMPTS);
            }
        }

        private static long least(Sent sent) {
            return Math.min(LONGEST, TIMEOUT << (sent.attempts - 1));
        }

        private void store(int event, boolean works) {
            Sent sent = outstanding.get(event);
            if (sent == null || sent.given == null) return;
            if (works) {
                assertThat(window.stored(sent.given)).isTrue();
                outstanding.remove(event);
            } else {
                window.notStored(sent.given, now);
                sent.given = null;
                sent.writtenAt = now;
            }
        }

        @Override
        public void expired(AckEntry<Integer> entry) {
            throw new AssertionError("nothing here expires");
        }

        @Override
        public void exhausted(AckEntry<Integer> entry) {
            Sent sent = outstanding.get(entry.event());
            assertThat(sent.attempts).isEqualTo(ATTEMPTS);
            assertThat(now - sent.writtenAt).isGreaterThanOrEqualTo(least(sent));
            assertThat(sent.given).isNull();
            sent.given = entry;
        }

        /** Nobody acknowledges any more: each must come to its end. */
        void finish() {
            for (int i = 0; i < 2 * ATTEMPTS && !outstanding.isEmpty(); i++) {
                written();
                pass(2 * LONGEST);
                List.copyOf(outstanding.keySet()).forEach(event -> store(event, true));
            }
            assertThat(outstanding).isEmpty();
            assertThat(window.nanosLeft(now)).isEqualTo(Long.MAX_VALUE);
        }

        void check() {
            long bytes = outstanding.values().stream().mapToLong(s -> s.bytes).sum();
            assertThat(window.events()).isEqualTo(outstanding.size()).isLessThanOrEqualTo(EVENTS);
            assertThat(window.bytes()).isEqualTo(bytes).isLessThan(BYTES + 31);
            assertThat(window.hasRoom()).isEqualTo(outstanding.size() < EVENTS && bytes < BYTES);
            assertThat(window.lowest())
                    .isEqualTo(
                            outstanding.values().stream()
                                    .mapToLong(s -> s.number)
                                    .min()
                                    .orElse(window.mark()));
        }

        private static Position position(int event) {
            return new Position(event % 3, event);
        }
    }
}
