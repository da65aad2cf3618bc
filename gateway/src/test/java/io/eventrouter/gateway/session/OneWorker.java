package io.eventrouter.gateway.session;

import static io.eventrouter.gateway.RoutedRecords.LEVELS;
import static io.eventrouter.gateway.RoutedRecords.PRIORITIES;

import io.eventrouter.config.OverflowSettings;
import io.eventrouter.config.Secret;
import io.eventrouter.config.SessionSettings;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.ManualClock;
import io.eventrouter.gateway.RoutedRecords;
import io.eventrouter.gateway.ack.AckTerms;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.LookAheads;
import io.eventrouter.gateway.feed.Reader;
import io.eventrouter.gateway.replay.LogThreads;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.RoutedLog;
import io.eventrouter.gateway.resume.Cursor;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.gateway.trace.DispatchSpans;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;

/**
 * A worker without a thread: a test hands it events and makes it step. Four routed partitions, two
 * for each lane.
 */
final class OneWorker {
    static final int PARTITIONS = 4;
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
    static final int EVENT_BYTES = 2_000;

    /** Under pressure so many bytes may be under way, at least. */
    static final int LEAST_UNDER_WAY = 32 << 10;

    private static final int RING_BYTES = 40 * EVENT_BYTES;

    final ManualClock clock = new ManualClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CursorCodec cursors =
            new CursorCodec(new Uuid(1, 2), PARTITIONS, CursorKey.of(new Secret("")));
    final LookAhead lookAhead;

    /** What a scan reads. */
    final RoutedLog log = new RoutedLog(PARTITIONS, 10);

    final LogThreads logThreads;

    /** Where what is never acknowledged goes. */
    final FakeLetters letters = new FakeLetters();

    /** Asked for at each welcome. */
    Supplier<String> gatewayName = () -> "gateway-1";

    final Worker worker;
    private final SessionTerms terms;
    private int opened;

    OneWorker() {
        this(settings(1_024, 1 << 20));
    }

    OneWorker(SessionSettings settings) {
        this(settings, DispatchSpans.NONE);
    }

    OneWorker(SessionSettings settings, DispatchSpans spans) {
        var order = new LevelOrder(LEVELS);
        terms = new SessionTerms(settings, CHECKPOINT_INTERVAL, LEVELS, () -> gatewayName.get());
        lookAhead =
                new LookAhead(
                        order,
                        1,
                        new LookAhead.Bounds(1 << 20, Duration.ZERO),
                        new long[PARTITIONS],
                        clock,
                        spans);
        Reader reader = lookAhead.reader(0);
        var meters = new ShardMeters(new SessionMeters(registry, PRIORITIES), PRIORITIES.size());
        var position = new LivePosition(cursors, reader.positions());
        var replayMeters = new ReplayMeters(registry);
        logThreads = new LogThreads(log, PARTITIONS, replayMeters, clock);
        var mailbox = new Mailbox(reader.wakeup());
        var replays =
                new Replays(reader.positions(), logThreads, mailbox, RING_BYTES, replayMeters);
        var acks =
                new ShardAcks(
                        AckTerms.of(RoutedRecords.ACKS, LEVELS),
                        new Random(1),
                        letters,
                        mailbox,
                        new AckMeters(registry, PRIORITIES));
        var shard =
                new Shard(
                        terms,
                        new WorkerClock(clock, clock),
                        position,
                        replays,
                        acks,
                        new SendBudget(terms.sendAheadNanos(), LEAST_UNDER_WAY),
                        meters);
        worker = new Worker(reader, shard, mailbox);
    }

    static SessionSettings settings(int queueEvents, long queueBytes) {
        return settings(queueEvents, queueBytes, "normal:close,low:close");
    }

    static SessionSettings settings(int queueEvents, long queueBytes, String overflow) {
        return settings(queueEvents, queueBytes, overflow, Duration.ofMillis(5));
    }

    static SessionSettings settings(
            int queueEvents, long queueBytes, String overflow, Duration sendAhead) {
        return new SessionSettings(
                queueEvents,
                queueBytes,
                OverflowSettings.parse(overflow),
                Duration.ofSeconds(10),
                sendAhead,
                Duration.ofSeconds(25),
                5,
                64 << 10,
                1_000);
    }

    /** A session of a client that understands control messages. */
    Session open(FakeSink sink) {
        return open(sink, true);
    }

    Session open(FrameSink sink, boolean controlMessages) {
        var session =
                new LiveSession(
                        "s" + ++opened, sink, controlMessages, worker.shard(), worker.mailbox());
        worker.admit(session);
        return new SessionHandle(session, worker.mailbox(), terms.queueMessages());
    }

    Session openSubscribed(FakeSink sink, String... patterns) {
        Session session = open(sink, false);
        for (String pattern : patterns)
            session.subscribe(new ChannelPattern(pattern), null, null, null);
        run();
        return session;
    }

    /**
     * They are in the log, and the look-ahead has them; nothing is dispatched before the worker
     * steps.
     */
    void arrive(RoutedRecord... records) {
        for (RoutedRecord record : records) log.add(record);
        LookAheads.add(lookAhead, records);
    }

    /** They arrive, and the worker does all that there is to do. */
    void dispatch(RoutedRecord... records) {
        arrive(records);
        run();
    }

    void run() {
        int steps = 0;
        while (worker.step() + logThreads.step() > 0)
            if (++steps > 100_000) throw new AssertionError("the worker finds no end");
    }

    CompletableFuture<Void> drain() {
        return drain(Duration.ZERO);
    }

    CompletableFuture<Void> drain(Duration window) {
        var done = new CompletableFuture<Void>();
        var pace = new DrainPace(window, 1);
        worker.mailbox().post(() -> worker.drain().begin(pace, () -> 1_234, done));
        return done;
    }

    String cursor(long... next) {
        return cursors.encode(new Cursor(next));
    }

    long lookAheadBytes() {
        return lookAhead.bytes(Lane.EXPRESS) + lookAhead.bytes(Lane.SHARED);
    }

    double drops(String level, String reason) {
        return registry.get("eventrouter.gateway.drops")
                .tags("level", level, "reason", reason)
                .counter()
                .count();
    }

    double out(String level) {
        return registry.get("eventrouter.gateway.events.out").tag("level", level).counter().count();
    }

    ShardMeters meters() {
        return worker.shard().meters();
    }
}
