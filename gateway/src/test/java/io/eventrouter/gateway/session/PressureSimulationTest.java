package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One worker whose events have waited long, with clients that read, answer, stall and go as they
 * like: whoever stays gets each event once and in order, and the budget counts nothing in the end.
 */
@Timeout(120)
class PressureSimulationTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 200;
    private static final int SESSIONS = 6;

    @Test
    void sendsWhoeverStaysAllEventsOnceHoweverLateOthersAnswer() {
        int pressed = 0;
        for (long seed = 0; seed < SEEDS; seed++) pressed += new Simulation(seed).run();
        assertThat(pressed).isPositive();
    }

    private static final class Simulation {
        private final long seed;
        private final Random random;
        private final OneWorker one = new OneWorker(OneWorker.settings(10_000, 1 << 30));
        private final List<RandomSink> sinks = new ArrayList<>();
        private final List<Session> sessions = new ArrayList<>();
        private final Set<String> published = new HashSet<>();
        private final Set<Integer> gone = new HashSet<>();
        private final long[] offsets = new long[OneWorker.PARTITIONS];
        private int pressed;

        Simulation(long seed) {
            this.seed = seed;
            random = new Random(seed);
            for (int i = 0; i < SESSIONS; i++) {
                var sink = new RandomSink(random, random.nextDouble());
                sinks.add(sink);
                Session session = one.open(sink, false);
                session.subscribe(new ChannelPattern(">"), null, null, null);
                sessions.add(session);
            }
            one.worker.step();
        }

        /** Returns in how many steps there was pressure. */
        int run() {
            for (int i = 0; i < STEPS; i++) {
                act(random.nextInt(SESSIONS));
                if (random.nextBoolean()) step();
            }
            settle();
            for (int i = 0; i < SESSIONS; i++) check(i);
            assertThat(one.worker.shard().budget().underWay()).as("seed %d", seed).isZero();
            return pressed;
        }

        private void act(int session) {
            switch (random.nextInt(8)) {
                case 0, 1 -> sinks.get(session).complete();
                case 2, 3 -> answer(session);
                case 4 -> one.clock.pass(Duration.ofMillis(random.nextInt(200)));
                case 5 -> {
                    if (random.nextInt(40) == 0 && gone.add(session))
                        sessions.get(session).disconnected();
                }
                default -> {
                    for (int i = random.nextInt(40); i > 0; i--) arrive();
                }
            }
        }

        private void answer(int session) {
            long probe = sinks.get(session).lastProbe() - random.nextInt(2);
            sessions.get(session).answered(probe, one.clock.getAsLong());
        }

        private void arrive() {
            Priority level = PRIORITIES.byRank(random.nextInt(PRIORITIES.size()));
            int partition = level.rank() == 0 ? 0 : 2;
            long offset = offsets[partition]++;
            one.arrive(RoutedRecords.large(partition, offset, level.name(), "a", 2_000));
            published.add(partition + ":" + offset);
        }

        private int step() {
            int work = one.worker.step();
            if (one.worker.shard().budget().isPressed()) pressed++;
            return work;
        }

        /** Whoever still can reads to the end; some never answer, and are late. */
        private void settle() {
            for (int idle = 0; idle < 3; ) {
                int work = step();
                sinks.forEach(RandomSink::complete);
                one.clock.pass(Duration.ofNanos(SendBudget.LATE_NANOS));
                idle = work == 0 ? idle + 1 : 0;
            }
        }

        private void check(int session) {
            RandomSink sink = sinks.get(session);
            assertThat(sink.violations()).as("seed %d", seed).isEmpty();
            if (gone.contains(session) || !sink.isIntact()) return;
            assertThat(sink.positions()).as("seed %d", seed).isEqualTo(published);
        }
    }
}
