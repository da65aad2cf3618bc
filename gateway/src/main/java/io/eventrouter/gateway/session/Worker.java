package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.feed.Reader;
import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a shard of the sessions: one thread does all that is done to them.
 *
 * <pre>
 *   step:  commands from the mailbox ─▶ events from the look-ahead ─▶ writes ─▶ writes that took too long
 * </pre>
 *
 * <p>Events are dispatched in rounds: a few dozen are offered to their recipients, then the
 * sessions concerned are written to, each with all that waits for it. While the writes of a round
 * go on, only events of express levels are dispatched, and their recipients are written to first.
 * Under pressure writes, and with them the round, wait for clients to read: {@link SendBudget}. A
 * command takes effect between two events, so a session is sent exactly the events that this worker
 * dispatches after its subscription.
 *
 * <p>Confined to its thread but for {@link #mailbox()}, {@link #admit}, {@link #wake()} and {@link
 * #isOver()}.
 */
final class Worker implements DutyThread.Duty {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final int COMMANDS_PER_STEP = 1_024;

    /** As many as one write can carry: so a round makes one write for a session. */
    private static final int EVENTS_PER_ROUND = SessionQueue.BATCH_MESSAGES;

    /** Bounds how long an urgent event waits for the offers of a round: some milliseconds. */
    private static final int OFFERS_PER_ROUND = 100_000;

    /** How many sessions are written to before the worker looks for urgent events. */
    private static final int WRITES_PER_STEP = 256;

    /** The same under pressure, when each carries as much as a write can. */
    private static final int WRITES_PER_PRESSED_STEP = 64;

    /** Sessions whose misses are under way at once; about as many as a processor follows. */
    private static final int PREFETCHED = 8;

    private final Reader reader;
    private final Shard shard;
    private final Mailbox mailbox;
    private final Dispatcher dispatcher;
    private final WorkerDrain drain;
    private volatile boolean woken;
    private volatile boolean over;

    /**
     * @param mailbox wakes the reader
     */
    Worker(Reader reader, Shard shard, Mailbox mailbox) {
        this.reader = reader;
        this.shard = shard;
        this.mailbox = mailbox;
        reader.keepIn(shard.replays());
        dispatcher = new Dispatcher(shard);
        drain = new WorkerDrain(shard);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Shard shard() {
        return shard;
    }

    WorkerDrain drain() {
        return drain;
    }

    /** Any thread: the session begins when the worker comes to it. */
    void admit(LiveSession session) {
        mailbox.post(new Opening(session));
    }

    private void open(LiveSession session) {
        session.open();
        drain.opened(session);
    }

    private final class Opening implements Command {
        private final LiveSession session;

        Opening(LiveSession session) {
            this.session = session;
        }

        @Override
        public void run() {
            open(session);
        }

        @Override
        public LiveSession session() {
            return session;
        }
    }

    @Override
    public int step() {
        woken = false;
        shard.clock().refresh();
        int work = mailbox.drain(this::run, COMMANDS_PER_STEP);
        reader.look(shard.clock().nanos());
        shard.budget().look(reader.longestNanos(), shard.clock().nanos());
        shard.meters().pressed(shard.budget().isPressed());
        work += dispatch();
        work += tellOfJumps();
        work += write();
        work += cutOverdue();
        work += shard.checkpoints().step();
        work += shard.acks().step(shard.clock().nanos());
        work += shard.walks().step();
        work += drain.step();
        shard.replays().step(shard.clock().nanos());
        shard.openSpans().step(shard.clock().nanos());
        shard.removeThoseOver();
        shard.meters().publish(shard.index().size());
        return work;
    }

    @Override
    public void idle() {
        shard.noEvents().forgetNext();
        shard.clock().refresh();
        reader.wakeup().sleep(this::hasWork, nanosLeft());
    }

    private long nanosLeft() {
        long now = shard.clock().nanos();
        long left = Math.min(shard.writes().nanosLeft(now), drain.nanosLeft(now));
        left = Math.min(left, shard.checkpoints().nanosLeft());
        left = Math.min(left, shard.acks().nanosLeft(now));
        left = Math.min(left, shard.budget().nanosLeft(now));
        left = Math.min(left, shard.openSpans().nanosLeft(now));
        return Math.min(left, shard.replays().nanosLeft());
    }

    @Override
    public void wake() {
        woken = true;
        reader.wakeup().signal();
    }

    /** No session outlives its worker: clients are to connect again, to whoever is there. */
    @Override
    public void ended() {
        over = true;
        try {
            mailbox.drain(this::run, Integer.MAX_VALUE);
        } finally {
            drain.ended();
            shard.walks().finish();
            shard.openSpans().finish();
            shard.removeThoseOver();
            shard.meters().publish(shard.index().size());
        }
    }

    /**
     * Whether nothing that is posted from now on will be done; any thread. Who posts first and asks
     * then knows: what was posted before the answer became yes is done yet.
     */
    boolean isOver() {
        return over;
    }

    private boolean hasWork() {
        if (woken || !mailbox.isEmpty()) return true;
        return shard.budget().hasRoom()
                ? !reader.isEmpty() || !shard.turns().isEmpty()
                : reader.hasUrgent() || shard.turns().hasUrgent();
    }

    private void run(Command command) {
        try {
            command.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A command failed");
            if (command.session() != null) command.session().cut(CloseReason.INTERNAL);
        }
        shard.removeThoseOver();
    }

    private int dispatch() {
        if (!shard.turns().isRoundOver() || shard.turns().hasUrgent())
            return dispatch(reader::pollExpress);
        int events = dispatch(reader::poll);
        shard.turns().beginRound();
        return events;
    }

    private int dispatch(Supplier<RoutedEvent> source) {
        int events = 0;
        int offers = 0;
        while (events < EVENTS_PER_ROUND && offers < OFFERS_PER_ROUND) {
            RoutedEvent event = source.get();
            if (event == null) break;
            try {
                offers += dispatcher.dispatch(event);
            } finally {
                reader.dispatched(event);
            }
            events++;
            shard.clock().refresh();
            if (shard.turns().hasUrgent() && !reader.hasExpress()) break; // to be written first
        }
        return events;
    }

    /** In the step that took the jump in: no command comes between its effect and its telling. */
    private int tellOfJumps() {
        int told = 0;
        for (OffsetJump next = reader.pollJump(); next != null; next = reader.pollJump()) {
            OffsetJump jump = next;
            shard.forEach(session -> session.attempt(s -> s.subscriptions().missed(jump)));
            told++;
        }
        return told;
    }

    private int write() {
        int most = shard.budget().isPressed() ? WRITES_PER_PRESSED_STEP : WRITES_PER_STEP;
        int written = 0;
        while (written < most) {
            boolean room = shard.budget().hasRoom();
            if (written % PREFETCHED == 0) shard.turns().prefetch(PREFETCHED, room);
            LiveSession session = shard.turns().poll(room);
            if (session == null) break;
            session.attempt(LiveSession::flush);
            written++;
        }
        return written;
    }

    private int cutOverdue() {
        int cut = 0;
        long now = shard.clock().nanos();
        for (LiveSession late = shard.writes().pollOverdue(now);
                late != null;
                late = shard.writes().pollOverdue(now)) {
            late.attempt(LiveSession::overdue);
            cut++;
        }
        return cut;
    }
}
