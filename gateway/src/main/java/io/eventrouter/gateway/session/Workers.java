package io.eventrouter.gateway.session;

import io.eventrouter.config.Settings;
import io.eventrouter.event.Priorities;
import io.eventrouter.gateway.ack.AckTerms;
import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.feed.LookAhead;
import io.eventrouter.gateway.feed.Reader;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.ReplayRequests;
import io.eventrouter.gateway.resume.CursorCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The workers of a gateway, each a thread with a shard of the sessions. Sessions are dealt out in
 * turn, and each stays with its worker.
 *
 * <p>Thread-safe.
 */
public final class Workers implements Sessions {
    private static final String THREAD_NAME = "gateway-worker-";

    private final SessionTerms terms;
    private final ReplayRequests replays;
    private final ReplayMeters replayMeters;
    private final UnackedLetters letters;
    private final AckTerms ackTerms;
    private final AckMeters ackMeters;
    private final long ringBytes;
    private final DispatchFigures figures;
    private final SessionIds ids = new SessionIds();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Worker> workers = new ArrayList<>();
    private final List<DutyThread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * @param lookAhead has a reader for each worker of the settings
     * @param cursors makes one codec for each worker
     * @param replays who reads the log for sessions that resume
     * @param letters keeps what is never acknowledged
     * @param gatewayName asked for at each welcome
     * @param registry one for each: what it shows of these workers it shows of no others
     */
    public Workers(
            Settings settings,
            LookAhead lookAhead,
            Supplier<CursorCodec> cursors,
            ReplayRequests replays,
            ReplayMeters replayMeters,
            UnackedLetters letters,
            Supplier<String> gatewayName,
            MeterRegistry registry) {
        terms =
                new SessionTerms(
                        settings.gateway().session(),
                        settings.gateway().replay().checkpointInterval(),
                        settings.levels(),
                        gatewayName);
        this.replays = replays;
        this.replayMeters = replayMeters;
        this.letters = letters;
        ackTerms = AckTerms.of(settings.gateway().acks(), settings.levels());
        ackMeters = new AckMeters(registry, settings.levels().priorities());
        ringBytes = settings.gateway().replay().memoryBytes();
        Priorities priorities = settings.levels().priorities();
        var meters = new SessionMeters(registry, priorities);
        figures = new DispatchFigures(priorities.size());
        for (int i = 0; i < settings.gateway().workers(); i++)
            add(
                    lookAhead.reader(i),
                    cursors.get(),
                    new ShardMeters(meters, priorities.size(), i == 0 ? figures : null));
        meters.showTotals(workers.stream().map(w -> w.shard().meters()).toList());
    }

    private void add(Reader reader, CursorCodec cursors, ShardMeters meters) {
        var clock = new WorkerClock(InstantSource.system(), System::nanoTime);
        var position = new LivePosition(cursors, reader.positions());
        var mailbox = new Mailbox(reader.wakeup());
        var missed = new Replays(reader.positions(), replays, mailbox, ringBytes, replayMeters);
        var acks = new ShardAcks(ackTerms, new Random(), letters, mailbox, ackMeters);
        var budget = new SendBudget(terms.sendAheadNanos(), SendBudget.LEAST_BYTES);
        var shard = new Shard(terms, clock, position, missed, acks, budget, meters);
        var worker = new Worker(reader, shard, mailbox);
        threads.add(new DutyThread(THREAD_NAME + workers.size(), worker));
        workers.add(worker);
    }

    public void start() {
        threads.forEach(DutyThread::start);
    }

    @Override
    public Session open(FrameSink sink, boolean controlMessages) {
        Worker worker = workers.get(Math.floorMod(turn.getAndIncrement(), workers.size()));
        Mailbox mailbox = worker.mailbox();
        var session = new LiveSession(ids.next(), sink, controlMessages, worker.shard(), mailbox);
        if (!stopped) worker.admit(session);
        if (stopped || worker.isOver()) sink.close(CloseReason.DRAINING);
        return new SessionHandle(session, mailbox, terms.queueMessages());
    }

    /** What is dispatched and how late, as one of the workers sees it. */
    public DispatchFigures figures() {
        return figures;
    }

    /** Sessions that are open, as last counted. */
    public long count() {
        return workers.stream().mapToLong(w -> w.shard().meters().sessions()).sum();
    }

    /**
     * Tells all sessions to reconnect, and closes one after the other, each when what waits for it
     * has been written. A session gets its events until it is closed.
     *
     * @param window over which they are closed, evenly
     * @param reconnectMillis how long after its close a session is told to come back; asked once
     *     for each, on the workers' threads
     * @return completes when none is left
     */
    public CompletableFuture<Void> drain(Duration window, LongSupplier reconnectMillis) {
        var pace = new DrainPace(window, workers.size());
        return onAll((worker, done) -> worker.drain().begin(pace, reconnectMillis, done));
    }

    /**
     * Closes all sessions now, whatever waits for them.
     *
     * @return completes when that is done
     */
    public CompletableFuture<Void> cutAll() {
        return onAll(
                (worker, done) -> {
                    worker.drain().cutAll();
                    done.complete(null);
                });
    }

    /**
     * Ends the threads, and any session that is left. The limit is for all of them together.
     *
     * @return whether all have ended within the limit
     */
    public boolean stop(Duration limit) {
        stopped = true;
        threads.forEach(DutyThread::stop);
        long deadline = System.nanoTime() + limit.toNanos();
        boolean ended = true;
        for (DutyThread thread : threads)
            ended &= thread.join(Duration.ofNanos(deadline - System.nanoTime()));
        return ended;
    }

    /** Whether no worker has died. */
    public boolean isHealthy() {
        return threads.stream().allMatch(DutyThread::isHealthy);
    }

    /**
     * What was done with the events of that id, as far as it is remembered.
     *
     * @param source empty for any
     */
    public CompletableFuture<DeliveryReports> find(String id, Optional<String> source) {
        Queue<DeliveryReports> found = new ConcurrentLinkedQueue<>();
        return onAll(
                        (worker, done) -> {
                            found.add(worker.shard().traces().find(id, source));
                            done.complete(null);
                        })
                .thenApply(unused -> DeliveryReports.merged(found));
    }

    /** Answers questions about sessions. */
    public SessionQuestions questions() {
        return new SessionDesk(workers);
    }

    private CompletableFuture<Void> onAll(Task task) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (Worker worker : workers) {
            var done = new CompletableFuture<Void>();
            all.add(done);
            worker.mailbox().post(() -> task.run(worker, done));
            if (worker.isOver()) done.complete(null); // it has left no session behind
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    }

    private interface Task {
        void run(Worker worker, CompletableFuture<Void> done);
    }
}
