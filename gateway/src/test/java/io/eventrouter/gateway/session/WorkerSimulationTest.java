package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One worker under random events, subscriptions, completions, failures and closes, against a model.
 * A witness that subscribes to everything and reads at once shows which events each step has
 * dispatched; a step does all commands before any event, so the model knows who must be sent them.
 */
@Timeout(120)
class WorkerSimulationTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 300;
    private static final int QUEUE_EVENTS = 40;
    private static final List<String> CHANNELS = List.of("a.x", "a.y", "b.x", "b.y.z");
    private static final List<String> PATTERNS =
            List.of("a.x", "a.y", "b.x", "a.*", "*.x", "b.>", ">");

    @Test
    void sendsEachOpenSessionExactlyWhatItSubscribedToWhateverHappensToOthers() {
        for (long seed = 0; seed < SEEDS; seed++) new Simulation(seed).run();
    }

    /** What a session should have been sent. */
    private static final class Modelled {
        private final Session session;
        private final RandomSink sink;
        private final Map<String, Integer> leastRanks = new HashMap<>();
        private final Set<String> due = new HashSet<>();
        private boolean open = true;
        private boolean complete = true;
        private boolean disconnected;

        Modelled(Session session, RandomSink sink) {
            this.session = session;
            this.sink = sink;
        }

        boolean wants(EventFrame event, String channel) {
            return open
                    && leastRanks.entrySet().stream()
                            .filter(e -> event.priority().rank() <= e.getValue())
                            .anyMatch(
                                    e ->
                                            new ChannelPattern(e.getKey())
                                                    .matches(new Channel(channel)));
        }
    }

    private static final class Simulation {
        private final long seed;
        private final Random random;
        private final OneWorker one =
                new OneWorker(
                        OneWorker.settings(
                                QUEUE_EVENTS,
                                1 << 20,
                                "normal:close,low:close",
                                Duration.ZERO)); // under pressure the witness would be late
        private final RandomSink witness;
        private final List<Modelled> sessions = new ArrayList<>();
        private final Map<String, String> channels = new HashMap<>();
        private final long[] offsets = new long[OneWorker.PARTITIONS];
        private int witnessed;

        Simulation(long seed) {
            this.seed = seed;
            random = new Random(seed);
            witness = new RandomSink(random, 1);
            one.open(witness, false).subscribe(new ChannelPattern(">"), null, null, null);
            step();
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                act();
                if (random.nextInt(3) == 0) step();
            }
            settle();
            sessions.forEach(this::check);
            assertThat(witness.positions()).as("seed %d", seed).hasSameSizeAs(channels.keySet());
            endAll();
        }

        private void act() {
            switch (random.nextInt(13)) {
                case 0 -> open();
                case 1, 2 -> any(this::subscribe);
                case 3 -> any(this::unsubscribe);
                case 4, 5 -> any(m -> m.sink.complete());
                case 6 -> {
                    if (random.nextInt(20) == 0) any(this::end);
                    if (random.nextInt(20) == 0) one.clock.pass(Duration.ofSeconds(1));
                }
                case 7 -> {
                    any(this::answer);
                    one.clock.pass(Duration.ofMillis(random.nextInt(100)));
                }
                default -> {
                    int burst = 1 + random.nextInt(12);
                    for (int i = 0; i < burst; i++) arrive();
                }
            }
        }

        private void open() {
            if (sessions.size() > 12) return;
            var sink = new RandomSink(random, random.nextDouble());
            sessions.add(new Modelled(one.open(sink, random.nextBoolean()), sink));
        }

        private void any(Consumer<Modelled> action) {
            if (!sessions.isEmpty()) action.accept(sessions.get(random.nextInt(sessions.size())));
        }

        private void answer(Modelled modelled) {
            long probe = modelled.sink.lastProbe() - random.nextInt(2);
            modelled.session.answered(probe, one.clock.getAsLong());
        }

        private void subscribe(Modelled modelled) {
            String pattern = pick(PATTERNS);
            Priority least = PRIORITIES.byRank(random.nextInt(PRIORITIES.size()));
            modelled.session.subscribe(new ChannelPattern(pattern), least, null, null);
            if (modelled.leastRanks.containsKey(pattern) || modelled.leastRanks.size() < 5)
                modelled.leastRanks.put(pattern, least.rank());
        }

        private void unsubscribe(Modelled modelled) {
            String pattern = pick(PATTERNS);
            modelled.session.unsubscribe(new ChannelPattern(pattern), null);
            modelled.leastRanks.remove(pattern);
        }

        private void end(Modelled modelled) {
            switch (random.nextInt(4)) {
                case 0 -> modelled.session.close(CloseReason.NORMAL);
                case 1 -> {
                    modelled.session.close(CloseReason.FORBIDDEN);
                    modelled.complete = false;
                }
                case 2 -> {
                    modelled.session.disconnected();
                    modelled.disconnected = true;
                    modelled.complete = false;
                }
                default -> {
                    modelled.sink.fail();
                    modelled.complete &= modelled.sink.isIntact();
                    if (modelled.sink.isIntact()) return;
                }
            }
            modelled.open = false;
        }

        private void arrive() {
            String channel = pick(CHANNELS);
            Priority level = PRIORITIES.byRank(random.nextInt(PRIORITIES.size()));
            int partition = (level.rank() == 0 ? 0 : 2) + (channel.startsWith("a") ? 0 : 1);
            long offset = offsets[partition]++;
            one.arrive(RoutedRecords.routed(partition, offset, level.name(), channel));
            channels.put(partition + ":" + offset, channel);
        }

        private int step() {
            int work = one.worker.step();
            List<EventFrame> seen = witness.events();
            for (; witnessed < seen.size(); witnessed++) {
                EventFrame event = seen.get(witnessed);
                String position = FakeSink.positionOf(event);
                String channel = channels.get(position);
                for (Modelled modelled : sessions)
                    if (modelled.wants(event, channel)) modelled.due.add(position);
            }
            long open = sessions.size() + 1L;
            assertThat(one.meters().queueEvents()).isBetween(0L, open * QUEUE_EVENTS);
            return work;
        }

        /** All is dispatched, and whoever still can reads to the end. */
        private void settle() {
            int idle = 0;
            while (idle < 3) {
                int work = step();
                sessions.forEach(m -> m.sink.complete());
                idle = work == 0 ? idle + 1 : 0;
            }
        }

        private void check(Modelled modelled) {
            RandomSink sink = modelled.sink;
            assertThat(sink.violations()).as("seed %d", seed).isEmpty();
            if (!modelled.disconnected) assertThat(sink.isLeftOpen()).as("seed %d", seed).isFalse();
            assertThat(modelled.due).as("seed %d", seed).containsAll(sink.positions());
            boolean whole = sink.isIntact() || sink.closedWith() == CloseReason.NORMAL;
            if (modelled.complete && whole)
                assertThat(sink.positions()).as("seed %d", seed).isEqualTo(modelled.due);
            checkOrder(sink);
        }

        private void checkOrder(RandomSink sink) {
            var last = new HashMap<String, Long>();
            for (EventFrame event : sink.events()) {
                String position = FakeSink.positionOf(event);
                long offset = Long.parseLong(position.substring(position.indexOf(':') + 1));
                Long before = last.put(channels.get(position) + " " + event.priority(), offset);
                assertThat(before == null || before < offset).as("seed %d", seed).isTrue();
            }
        }

        private void endAll() {
            sessions.forEach(m -> m.session.disconnected());
            settle();
            assertThat(one.meters().sessions()).as("seed %d", seed).isEqualTo(1);
            assertThat(one.meters().subscriptions()).as("seed %d", seed).isEqualTo(1);
            assertThat(one.meters().queueEvents()).as("seed %d", seed).isZero();
            assertThat(one.meters().queueBytes()).as("seed %d", seed).isZero();
            assertThat(one.lookAheadBytes()).as("seed %d", seed).isZero();
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
