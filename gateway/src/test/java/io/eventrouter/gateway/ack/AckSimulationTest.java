package io.eventrouter.gateway.ack;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client on a bad line, over many seeds: writes take their time, events and acknowledgements get
 * lost, the store for what is given up fails now and then. Every event ends in exactly one way, and
 * is sent only as often as it may be.
 */
@Timeout(120)
class AckSimulationTest {
    private static final int SEEDS = 500;
    private static final int EVENTS = 200;
    private static final AckTerms TERMS =
            new AckTerms(0b11, List.of(), 1_000, 8_000, 4, 16, 10_000);

    @Test
    void everyEventIsAcknowledgedOrExpiredOrStoredWhateverGetsLost() {
        for (long seed = 0; seed < SEEDS; seed++) new Simulation(seed).run();
    }

    private static final class Simulation implements AckWindow.Ends<Integer> {
        private final long seed;
        private final Random random;
        private final double loss;
        private final AckWindow<Integer> window;
        private final Map<Integer, Integer> sends = new HashMap<>();
        private final Map<Integer, Long> acksOnTheirWay = new HashMap<>();
        private final List<AckEntry<Integer>> beingStored = new ArrayList<>();
        private final Set<Integer> acknowledged = new HashSet<>();
        private final Set<Integer> expired = new HashSet<>();
        private final Set<Integer> stored = new HashSet<>();
        private List<Integer> inFlight = List.of();
        private long now;
        private int next;

        Simulation(long seed) {
            this.seed = seed;
            random = new Random(seed);
            loss = random.nextDouble();
            window = new AckWindow<>(TERMS, new Random(seed + 1));
        }

        void run() {
            int steps = 0;
            while (next < EVENTS || !window.isEmpty()) {
                assertThat(++steps).as("seed %d comes to an end", seed).isLessThan(200_000);
                now += random.nextInt(200);
                window.look(now, now, this);
                receiveAcks();
                store();
                if (inFlight.isEmpty()) write();
                else if (random.nextInt(4) == 0) writeCompletes();
            }
            check();
        }

        private void write() {
            var batch = new ArrayList<Integer>();
            for (var e = window.pollDue(now, this); e != null; e = window.pollDue(now, this))
                batch.add(e.event());
            int most = random.nextInt(6);
            for (int i = 0; i < most && next < EVENTS && window.hasRoom(); i++) {
                long expiry = random.nextInt(10) == 0 ? now + random.nextInt(5_000) : 1L << 60;
                window.sending(position(next), random.nextInt(2), 100, expiry, next);
                batch.add(next++);
            }
            batch.forEach(event -> sends.merge(event, 1, Integer::sum));
            inFlight = batch;
        }

        private void writeCompletes() {
            window.written(now);
            for (int event : inFlight)
                if (random.nextDouble() >= loss)
                    acksOnTheirWay.putIfAbsent(event, now + random.nextInt(3_000));
            inFlight = List.of();
        }

        private void receiveAcks() {
            for (int event : List.copyOf(acksOnTheirWay.keySet())) {
                if (acksOnTheirWay.get(event) > now) continue;
                acksOnTheirWay.remove(event);
                if (window.acknowledge(position(event))) acknowledged.add(event);
            }
        }

        private void store() {
            if (beingStored.isEmpty() || random.nextBoolean()) return;
            AckEntry<Integer> entry = beingStored.remove(random.nextInt(beingStored.size()));
            if (random.nextInt(3) == 0) window.notStored(entry, now);
            else if (window.stored(entry)) stored.add(entry.event());
        }

        @Override
        public void expired(AckEntry<Integer> entry) {
            expired.add(entry.event());
        }

        @Override
        public void exhausted(AckEntry<Integer> entry) {
            assertThat(sends.get(entry.event())).as("seed %d", seed).isEqualTo(TERMS.attempts());
            beingStored.add(entry);
        }

        private void check() {
            var all = new HashSet<>(acknowledged);
            all.addAll(expired);
            all.addAll(stored);
            assertThat(acknowledged.size() + expired.size() + stored.size())
                    .as("seed %d: one end each", seed)
                    .isEqualTo(all.size())
                    .isEqualTo(EVENTS);
            assertThat(sends.values()).as("seed %d", seed).allMatch(n -> n <= TERMS.attempts());
            assertThat(window.bytes()).as("seed %d", seed).isZero();
            assertThat(window.lowest()).as("seed %d", seed).isEqualTo(window.mark());
        }

        private static Position position(int event) {
            return new Position(event % 4, event);
        }
    }
}
