package io.eventrouter.gateway.session;

import io.eventrouter.config.Settings;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.ack.AckTerms;
import io.eventrouter.gateway.feed.LevelOrder;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.Reader;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.ReplayRequests;
import io.eventrouter.gateway.replay.ScanRequest;
import io.eventrouter.gateway.replay.StartRequest;
import io.eventrouter.gateway.resume.CursorCodec;
import io.eventrouter.gateway.resume.CursorKey;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.Uuid;

/**
 * A worker without a thread and without sockets, for benchmarks: what is written is done at once.
 * It is in the package of what it measures, as none of that is public. Confined to one thread.
 */
public final class DispatchRig {
    private static final int PARTITIONS = Lane.values().length;

    private final LookAhead lookAhead;
    private final Worker worker;
    private final CountingSink sink = new CountingSink();
    private int sessions;

    public DispatchRig(Settings settings) {
        var gateway = settings.gateway();
        var levels = settings.levels();
        lookAhead =
                new LookAhead(
                        new LevelOrder(levels),
                        1,
                        new LookAhead.Bounds(gateway.lookAheadBytes(), gateway.lagLimit()),
                        new long[PARTITIONS],
                        System::nanoTime);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var priorities = levels.priorities();
        Reader reader = lookAhead.reader(0);
        var codec = new CursorCodec(new Uuid(1, 2), PARTITIONS, CursorKey.of(gateway.cursorKey()));
        var mailbox = new Mailbox(reader.wakeup());
        var replays =
                new Replays(
                        reader.positions(),
                        new Nobody(),
                        mailbox,
                        gateway.replay().memoryBytes(),
                        new ReplayMeters(registry));
        var acks =
                new ShardAcks(
                        AckTerms.of(gateway.acks(), levels),
                        new Random(1),
                        (event, session, attempts, outcome) -> outcome.accept(false),
                        mailbox,
                        new AckMeters(registry, priorities));
        var shard =
                new Shard(
                        new SessionTerms(
                                gateway.session(),
                                gateway.replay().checkpointInterval(),
                                levels,
                                () -> "benchmark"),
                        new WorkerClock(InstantSource.system(), System::nanoTime),
                        new LivePosition(codec, reader.positions()),
                        replays,
                        acks,
                        new SendBudget(0, SendBudget.LEAST_BYTES),
                        new ShardMeters(
                                new SessionMeters(registry, priorities), priorities.size()));
        worker = new Worker(reader, shard, mailbox);
    }

    /** A session with a subscription to each of those channels. */
    public void open(Iterable<String> channels) {
        var session =
                new LiveSession("s" + sessions++, sink, false, worker.shard(), worker.mailbox());
        worker.admit(session);
        for (String channel : channels)
            worker.mailbox()
                    .post(
                            () ->
                                    session.subscriptions()
                                            .subscribe(
                                                    new ChannelPattern(channel),
                                                    null,
                                                    null,
                                                    false,
                                                    null));
        drain();
    }

    /** As a feed does. */
    public void add(Lane lane, RoutedRecord record) {
        lookAhead.add(lane, record);
    }

    /** Steps until there is nothing to do. */
    public void drain() {
        while (worker.step() > 0) Thread.onSpinWait();
    }

    /** Messages that were written so far. */
    public long written() {
        return sink.written;
    }

    private static final class CountingSink implements FrameSink {
        private long written;

        @Override
        public void write(List<Outbound> messages, Completion completion) {
            written += messages.size();
            completion.written();
        }

        @Override
        public void close(CloseReason reason) {
            throw new IllegalStateException("closed as " + reason);
        }

        @Override
        public long progress() {
            return 0;
        }
    }

    /** Nobody resumes here. */
    private static final class Nobody implements ReplayRequests {
        @Override
        public void ask(StartRequest request) {
            throw new IllegalStateException("nobody resumes");
        }

        @Override
        public void scan(Lane lane, ScanRequest request) {
            throw new IllegalStateException("nobody resumes");
        }
    }
}
