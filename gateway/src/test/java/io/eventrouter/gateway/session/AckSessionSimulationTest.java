package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.feed.LookAheads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One worker whose clients acknowledge, over many seeds: connections break, writes and
 * acknowledgements get lost, letters are kept late or not at all, clients resume from the last
 * cursor that reached them. A client handles an event when it acknowledges it, not before.
 *
 * <p>Claim: in the end every event of a level that is to be acknowledged was handled by its client,
 * or is a letter that the client was told of; none is silently gone. Other levels go on meanwhile.
 */
@Timeout(180)
class AckSessionSimulationTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 500;
    private static final int CLIENTS = 5;
    private static final List<String> CHANNELS = List.of("a.x", "a.y", "b.x");
    private static final List<String> PATTERNS = List.of("a.x", "a.*", ">", "*.x");

    @Test
    void everyEventIsHandledOrALetterThatTheClientWasToldOf() {
        var totals = new Totals();
        for (long seed = 0; seed < SEEDS; seed++) new Simulation(seed, totals).run();

        assertThat(totals.resumed).isGreaterThan(SEEDS);
        assertThat(totals.told).isGreaterThan(SEEDS);
        assertThat(totals.again).isGreaterThan(SEEDS);
    }

    private static final class Totals {
        private int resumed;
        private int told;
        private int again;
    }

    /** A client over all its connections. */
    private static final class Client {
        private final ChannelPattern pattern;
        private final Set<String> handled = new HashSet<>();
        private final Set<String> told = new HashSet<>();
        private String cursor;
        private boolean wasSubscribed;
        private Connection connection;

        Client(ChannelPattern pattern) {
            this.pattern = pattern;
        }
    }

    private static final class Connection implements FrameSink {
        private final Client client;
        private final Set<String> sent = new HashSet<>();
        private final Queue<Position> toAcknowledge = new ArrayDeque<>();
        private Session session;
        private boolean subscribed;

        /** A cursor of before says nothing of what was subscribed over earlier connections. */
        private boolean confirmed;

        private boolean over;
        private boolean gone;
        private int again;
        private List<Outbound> inFlight = List.of();
        private Completion completion;

        Connection(Client client) {
            this.client = client;
        }

        @Override
        public void write(List<Outbound> messages, Completion whenDone) {
            if (gone) {
                whenDone.failed(new IOException("gone"));
                return;
            }
            assertThat(completion).isNull();
            assertThat(over).isFalse();
            assertThat(messages).isNotEmpty();
            inFlight = messages;
            completion = whenDone;
        }

        void complete() {
            if (completion == null || over) return;
            Completion done = completion;
            List<Outbound> messages = inFlight;
            completion = null;
            inFlight = List.of();
            messages.forEach(this::receive);
            done.written();
        }

        private void receive(Outbound message) {
            if (message instanceof EventFrame event) receive(event);
            else if (message instanceof ServerMessage.Subscribed) confirmed = true;
            else if (message instanceof ServerMessage.Checkpoint checkpoint && confirmed)
                client.cursor = checkpoint.cursor();
            else if (message instanceof ServerMessage.Welcome welcome && client.cursor == null)
                client.cursor = welcome.cursor();
            else if (message instanceof ServerMessage.Gap gap) client.told.add(gap.position());
        }

        private void receive(EventFrame event) {
            String position = FakeSink.positionOf(event);
            if (event.priority().rank() > 1) return;
            if (!sent.add(position)) again++;
            toAcknowledge.add(Position.parse(position));
        }

        @Override
        public void close(CloseReason reason) {
            over = true;
        }

        @Override
        public long progress() {
            return 0;
        }
    }

    private static final class Simulation {
        private final Random random;
        private final long seed;
        private final Totals totals;
        private final double loss;
        private final OneWorker one = new OneWorker(OneWorker.settings(200, 1 << 20));
        private final List<Client> clients = new ArrayList<>();
        private final List<String> important = new ArrayList<>();
        private final List<String> channels = new ArrayList<>();
        private final long[] offsets = new long[OneWorker.PARTITIONS];

        Simulation(long seed, Totals totals) {
            this.seed = seed;
            this.totals = totals;
            random = new Random(seed);
            loss = random.nextDouble() * 0.9;
            for (int i = 0; i < CLIENTS; i++)
                clients.add(new Client(new ChannelPattern(pick(PATTERNS))));
        }

        void run() {
            try {
                everybodySubscribes();
                for (int i = 0; i < STEPS; i++) act();
                settle();
                clients.forEach(this::check);
                end();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }

        private void everybodySubscribes() {
            for (int i = 0; i < 4; i++) {
                clients.forEach(this::advance);
                one.run();
            }
        }

        private void act() {
            switch (random.nextInt(10)) {
                case 0 -> route(1 + random.nextInt(8));
                case 1 -> one.worker.step();
                case 2 -> one.logThreads.step(random.nextInt(3));
                case 3 -> timePasses();
                case 4, 5, 6 -> each(pick(clients));
                case 7 -> {
                    if (one.letters.waiting() > 0) one.letters.settle(random.nextInt(3) > 0);
                }
                default -> {
                    one.worker.step();
                    one.logThreads.step(random.nextInt(3));
                }
            }
        }

        /** Most lines are fast for the time that passes. */
        private void timePasses() {
            for (Client client : clients)
                if (client.connection != null && random.nextInt(10) > 0)
                    client.connection.complete();
            one.worker.step();
            one.clock.pass(Duration.ofMillis(random.nextInt(9_000)));
        }

        /** Something happens to a client. */
        private void each(Client client) {
            Connection present = client.connection;
            if (present == null || present.over || !present.subscribed) advance(client);
            else if (random.nextInt(50) == 0) leave(client, present);
            else if (random.nextInt(100) == 0) present.session.close(CloseReason.DRAINING);
            else if (random.nextBoolean()) present.complete();
            else acknowledge(client, present, loss);
        }

        /** Connects, then subscribes. */
        private void advance(Client client) {
            Connection present = client.connection;
            if (present == null || present.over) {
                client.connection = new Connection(client);
                client.connection.session = one.open(client.connection, true);
            } else if (!present.subscribed) {
                present.complete();
                if (client.cursor == null) return;
                present.subscribed = true;
                if (client.wasSubscribed) totals.resumed++;
                client.wasSubscribed = true;
                present.session.subscribe(client.pattern, null, client.cursor, true, null);
            }
        }

        private void leave(Client client, Connection connection) {
            totals.again += connection.again;
            connection.over = true;
            connection.gone = true;
            connection.session.disconnected();
            client.connection = null;
        }

        /** Some are handled and acknowledged; others get lost, to be sent again. */
        private void acknowledge(Client client, Connection connection, double lost) {
            var some = new ArrayList<Position>();
            int most = 1 + random.nextInt(6);
            while (some.size() < most && !connection.toAcknowledge.isEmpty()) {
                Position next = connection.toAcknowledge.remove();
                if (random.nextDouble() < lost) continue;
                some.add(next);
                client.handled.add(next.toString());
            }
            if (!some.isEmpty()) connection.session.acknowledge(some);
        }

        private void route(int events) {
            for (int i = 0; i < events; i++) {
                String channel = pick(CHANNELS);
                Priority level = PRIORITIES.byRank(random.nextInt(PRIORITIES.size()));
                int partition = (level.rank() == 0 ? 0 : 2) + (channel.startsWith("a") ? 0 : 1);
                long offset = offsets[partition]++;
                var record = RoutedRecords.routed(partition, offset, level.name(), channel);
                if (level.rank() <= 1) {
                    important.add(record.position().toString());
                    channels.add(channel);
                }
                one.log.add(record);
                LookAheads.add(one.lookAhead, record);
            }
        }

        /** Nothing gets lost any more, and everybody reads and acknowledges to the end. */
        private void settle() {
            int idle = 0;
            for (int round = 0; idle < 20; round++) {
                assertThat(round).as("rounds").isLessThan(20_000);
                for (Client client : clients) {
                    advance(client);
                    client.connection.complete();
                    acknowledge(client, client.connection, 0);
                }
                while (one.letters.waiting() > 0) one.letters.settle(true);
                one.clock.pass(Duration.ofMillis(200));
                int work = one.worker.step() + one.logThreads.step();
                boolean done = one.meters().unackedEvents() == 0 && !isAnythingLeft();
                idle = work == 0 && done ? idle + 1 : 0;
            }
        }

        private boolean isAnythingLeft() {
            return clients.stream()
                    .anyMatch(
                            c ->
                                    !c.connection.subscribed
                                            || c.connection.completion != null
                                            || !c.connection.toAcknowledge.isEmpty());
        }

        private void check(Client client) {
            totals.told += client.told.size();
            totals.again += client.connection.again;
            for (int i = 0; i < important.size(); i++) {
                String position = important.get(i);
                if (!client.pattern.matches(new Channel(channels.get(i)))) continue;
                boolean told = client.told.contains(position);
                assertThat(client.handled.contains(position) || told).as(position).isTrue();
                if (told) assertThat(one.letters.kept).contains(position);
            }
        }

        private void end() {
            clients.forEach(c -> c.connection.session.disconnected());
            one.run();
            assertThat(one.meters().unackedEvents()).isZero();
            assertThat(one.meters().unackedBytes()).isZero();
            assertThat(one.meters().queueEvents()).isZero();
            assertThat(one.meters().sessions()).isZero();
            assertThat(one.worker.shard().acks().nanosLeft(0)).isEqualTo(Long.MAX_VALUE);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
