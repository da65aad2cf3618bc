package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.feed.LookAheads;
import io.eventrouter.gateway.resume.CursorReading;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One worker, the scanners and the resolver, each stepping when chance says so, under clients that
 * come and go, read fast, slowly or not at all, and resume from the last cursor that reached them.
 * What was written and not completed is lost with the connection. The ring holds some forty events,
 * so that resumes go by memory, by scans, and back.
 *
 * <p>Claims: nobody is sent an event twice in one connection; a channel's events of one level come
 * in order; and in the end every client has every event that is its own, and no other.
 */
@Timeout(180)
class ResumeSimulationTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 500;
    private static final int CLIENTS = 8;
    private static final List<String> CHANNELS = List.of("a.x", "a.y", "b.x", "b.y.z");
    private static final List<String> PATTERNS = List.of("a.x", "a.*", "*.x", "b.>", ">", "b.y.z");

    @Test
    void losesAndRepeatsNothingHoweverOftenClientsComeBack() {
        int resumed = 0;
        int scanned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var simulation = new Simulation(seed);
            simulation.run();
            resumed += simulation.resumed;
            scanned += simulation.one.log.recordsRead();
        }
        assertThat(resumed).isGreaterThan(10 * SEEDS);
        assertThat(scanned).isGreaterThan(10 * SEEDS);
    }

    /** A client over all its connections. */
    private static final class Client {
        private final ChannelPattern pattern;
        private final Priority least;
        private final Set<String> seen = new HashSet<>();
        private long[] from;
        private String cursor;
        private Connection connection;

        Client(ChannelPattern pattern, Priority least) {
            this.pattern = pattern;
            this.least = least;
        }

        boolean wants(RoutedRecord record) {
            return record.priority().rank() <= least.rank()
                    && pattern.matches(record.channel())
                    && from != null
                    && record.position().offset() >= from[record.position().partition()];
        }
    }

    private static final class Connection implements FrameSink {
        private final Client client;
        private final Random random;
        private final double speed;
        private final Set<String> sent = new HashSet<>();
        private final Map<String, Long> last = new HashMap<>();
        private Session session;
        private boolean subscribed;
        private boolean over;
        private List<Outbound> inFlight = List.of();
        private Completion completion;

        Connection(Client client, Random random, double speed) {
            this.client = client;
            this.random = random;
            this.speed = speed;
        }

        @Override
        public void write(List<Outbound> messages, Completion whenDone) {
            assertThat(completion).isNull();
            assertThat(over).isFalse();
            inFlight = messages;
            completion = whenDone;
            messages.forEach(this::check);
            if (random.nextDouble() < speed / 2) complete();
        }

        private void check(Outbound message) {
            if (!(message instanceof EventFrame event)) return;
            String text = FakeSink.positionOf(event);
            assertThat(sent.add(text)).as("%s twice", text).isTrue();
            Position position = Position.parse(text);
            String key = position.partition() + "/" + event.priority();
            assertThat(position.offset()).as(key).isGreaterThan(last.getOrDefault(key, -1L));
            last.put(key, position.offset());
        }

        /** What was in flight has reached the client. */
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
            if (message instanceof EventFrame event) client.seen.add(FakeSink.positionOf(event));
            else if (message instanceof ServerMessage.Checkpoint checkpoint)
                client.cursor = checkpoint.cursor();
            else if (message instanceof ServerMessage.Welcome welcome && client.cursor == null)
                client.cursor = welcome.cursor();
            else if (message instanceof ServerMessage.Subscribed answer)
                assertThat(answer.recovered()).isTrue();
            else assertThat(message).isNotInstanceOf(ServerMessage.Gap.class);
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
        private final OneWorker one = new OneWorker(OneWorker.settings(200, 1 << 20));
        private final List<Client> clients = new ArrayList<>();
        private final List<RoutedRecord> routed = new ArrayList<>();
        private final List<Queue<RoutedRecord>> unread = new ArrayList<>();
        private final long[] offsets = new long[OneWorker.PARTITIONS];
        private int resumed;

        Simulation(long seed) {
            this.seed = seed;
            random = new Random(seed);
            for (int p = 0; p < OneWorker.PARTITIONS; p++) unread.add(new ArrayDeque<>());
            for (int i = 0; i < CLIENTS; i++)
                clients.add(
                        new Client(
                                new ChannelPattern(pick(PATTERNS)),
                                PRIORITIES.byRank(random.nextInt(PRIORITIES.size()))));
        }

        void run() {
            try {
                for (int i = 0; i < STEPS; i++) act();
                settle();
                clients.forEach(this::check);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }

        private void act() {
            switch (random.nextInt(10)) {
                case 0, 1 -> route(1 + random.nextInt(30));
                case 2 -> read(1 + random.nextInt(40));
                case 3 -> one.worker.step();
                case 4 -> one.logThreads.step(random.nextInt(3));
                case 5 -> one.clock.pass(Duration.ofMillis(random.nextInt(1_500)));
                case 6, 7 -> each();
                default -> {
                    one.worker.step();
                    one.logThreads.step(random.nextInt(3));
                }
            }
        }

        /** Something happens to some client. */
        private void each() {
            Client client = pick(clients);
            Connection present = client.connection;
            if (present == null || present.over) connect(client);
            else if (!present.subscribed) subscribe(client, present);
            else if (random.nextInt(12) == 0) leave(client, present);
            else if (random.nextDouble() < present.speed) present.complete();
        }

        private void connect(Client client) {
            client.connection = new Connection(client, random, random.nextDouble());
            client.connection.session = one.open(client.connection, true);
        }

        private void subscribe(Client client, Connection connection) {
            connection.complete();
            if (client.cursor == null) return;
            if (client.from == null) client.from = next(client.cursor);
            else resumed++;
            connection.subscribed = true;
            connection.session.subscribe(client.pattern, client.least, client.cursor, null);
        }

        private long[] next(String cursor) {
            return ((CursorReading.Valid) one.cursors.decode(cursor)).cursor().next();
        }

        private void leave(Client client, Connection connection) {
            connection.over = true;
            connection.session.disconnected();
            client.connection = null;
        }

        private void route(int events) {
            for (int i = 0; i < events; i++) {
                String channel = pick(CHANNELS);
                Priority level = PRIORITIES.byRank(random.nextInt(PRIORITIES.size()));
                int partition = (level.rank() == 0 ? 0 : 2) + (channel.startsWith("a") ? 0 : 1);
                long offset = offsets[partition]++;
                if (random.nextInt(20) == 0) offsets[partition]++; // the end of a transaction
                var record = RoutedRecords.routed(partition, offset, level.name(), channel);
                routed.add(record);
                one.log.add(record);
                unread.get(partition).add(record);
            }
        }

        /** The feeds read some of what was routed. */
        private void read(int events) {
            for (int i = 0; i < events; i++) {
                RoutedRecord next = unread.get(random.nextInt(unread.size())).poll();
                if (next != null) LookAheads.add(one.lookAhead, next);
            }
        }

        /** All is read, everybody is connected, and whoever is reads to the end. */
        private void settle() {
            int idle = 0;
            for (int round = 0; idle < 20; round++) {
                assertThat(round).as("rounds").isLessThan(20_000);
                read(100);
                for (Client client : clients) {
                    Connection present = client.connection;
                    if (present == null || present.over) connect(client);
                    else if (!present.subscribed) subscribe(client, present);
                    else present.complete();
                }
                one.clock.pass(Duration.ofMillis(60));
                boolean whole = unread.stream().allMatch(Queue::isEmpty);
                boolean subscribed = clients.stream().allMatch(c -> c.connection.subscribed);
                int work = one.worker.step() + one.logThreads.step();
                idle = work == 0 && whole && subscribed ? idle + 1 : 0;
            }
        }

        private void check(Client client) {
            var expected = new TreeSet<String>();
            for (RoutedRecord record : routed)
                if (client.wants(record)) expected.add(record.position().toString());
            assertThat(new TreeSet<>(client.seen)).isEqualTo(expected);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
