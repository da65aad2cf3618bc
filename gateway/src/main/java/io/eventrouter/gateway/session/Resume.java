package io.eventrouter.gateway.session;

import io.eventrouter.event.Position;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.replay.PartitionRange;
import io.eventrouter.gateway.replay.RecentEvents;
import io.eventrouter.gateway.replay.ReplayReader;
import io.eventrouter.gateway.replay.ReplaySource;
import io.eventrouter.gateway.replay.ScanWindow;
import io.eventrouter.gateway.routing.Gate;
import io.eventrouter.gateway.routing.Subscription;
import io.eventrouter.topics.Lane;
import java.util.Arrays;

/**
 * One subscription that catches up with the log, one lane after the other, the express lane first.
 *
 * <pre>
 *   for each lane:  WAITING for a scan ─▶ READING the scan ─▶ READING the ring ─▶ live in this lane
 *                       ▲        └──too slow for others──┘          │
 *                       └────────────the ring has forgotten─────────┘
 * </pre>
 *
 * <p>Exact by offsets: all matching events before {@code next} have been queued, none at or after
 * it. The ring is in the order of arrival, so at its end {@code next} is what has arrived; there,
 * in the same action of the worker, the gate is set to let later events in. Whatever has arrived
 * and waits to be dispatched was read from the ring, and the gate keeps it out.
 *
 * <p>It queues no more than one write carries ahead of the socket. Confined to its worker's thread.
 */
final class Resume implements ReplayReader, Gate {
    private enum Stage {
        WAITING,
        READING,
        OVER
    }

    private static final Lane[] LANES = Lane.values();

    private final LiveSession session;
    private final Replays replays;
    private final Subscription<LiveSession> subscription;
    private final long begunNanos;

    /** By partition, the first offset that comes to the session from the feed. */
    private final long[] floor;

    private long[] next;
    private Stage stage = Stage.WAITING;
    private int lane;
    private ReplaySource source;

    /** The source, where it is a scan's; else null. */
    private ScanWindow window;

    private long at;

    Resume(
            LiveSession session,
            Replays replays,
            Subscription<LiveSession> subscription,
            long nowNanos) {
        this.session = session;
        this.replays = replays;
        this.subscription = subscription;
        begunNanos = nowNanos;
        floor = new long[replays.partitions()];
        Arrays.fill(floor, Long.MAX_VALUE);
        subscription.holdBack(this);
    }

    Subscription<LiveSession> subscription() {
        return subscription;
    }

    @Override
    public boolean admits(Position position) {
        return position.offset() >= floor[position.partition()];
    }

    /** By partition, the first offset that comes to the session from the feed. */
    long[] floor() {
        return floor;
    }

    /** Nothing before the floor can come from the feed any more. */
    void open() {
        subscription.open(this);
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Where it begins is known, or will be unless it turns out not to be there. */
    void expect(long[] wanted) {
        next = wanted.clone();
    }

    void begin(long[] first) {
        next = first.clone();
        enterLane();
    }

    /** There is nothing to begin with: it is live from now on. */
    void giveUp() {
        stage = Stage.OVER;
        subscription.open(this);
    }

    /** Its subscription has ended, or its session. */
    void cancel() {
        stage = Stage.OVER;
        leaveWindow();
    }

    /**
     * Lowers offsets to what this subscription has been queued all before; false when that is not
     * known yet.
     */
    boolean lower(long[] offsets) {
        if (next == null) return false;
        for (int p = 0; p < offsets.length; p++) offsets[p] = Math.min(offsets[p], next[p]);
        return true;
    }

    private void enterLane() {
        RecentEvents ring = replays.ring(LANES[lane]);
        if (ring.covers(next)) read(ring, null, ring.begin());
        else {
            stage = Stage.WAITING;
            replays.scan(LANES[lane], this, next);
        }
    }

    private void read(ReplaySource newSource, ScanWindow newWindow, long from) {
        source = newSource;
        window = newWindow;
        at = from;
        stage = Stage.READING;
    }

    /**
     * Queues what is there and has room.
     *
     * @return whether there is more, for when there is room again
     */
    boolean pull() {
        while (stage == Stage.READING) {
            if (at < source.begin()) {
                enterLane(); // the ring has forgotten what was to come
                continue;
            }
            moveTo(source.next(subscription.pattern(), at));
            tellLosses();
            if (at == source.end()) {
                if (!passEnd()) return false;
            } else {
                if (!queue(source.get(at))) return true;
                moveTo(at + 1);
            }
        }
        return false;
    }

    /** Returns false when the session has no room for it. */
    private boolean queue(RoutedEvent event) {
        Position position = event.record().position();
        if (position.offset() < next[position.partition()]) return true;
        if (subscription.wants(event.rank())) {
            if (!session.takeReplayed(event)) return false;
            replays.meters().queued(window != null);
        }
        next[position.partition()] = position.offset() + 1;
        return true;
    }

    private void moveTo(long number) {
        if (window != null) window.passed(at, number);
        at = number;
    }

    private void tellLosses() {
        long lost = window == null ? 0 : window.passLosses(at, next);
        if (lost > 0) session.subscriptions().missed(lost);
    }

    /** Returns false when it has to wait for more. */
    private boolean passEnd() {
        if (window == null) {
            join();
            return true;
        }
        PartitionRange range = replays.range(LANES[lane]);
        for (int p = range.begin(); p < range.end(); p++)
            next[p] = Math.max(next[p], window.nextOffset(p));
        RecentEvents ring = replays.ring(LANES[lane]);
        if (!ring.covers(next)) return false;
        leaveWindow();
        read(ring, null, ring.begin());
        return true;
    }

    private void join() {
        PartitionRange range = replays.range(LANES[lane]);
        for (int p = range.begin(); p < range.end(); p++) {
            next[p] = Math.max(next[p], replays.arrived(p));
            floor[p] = next[p];
        }
        lane++;
        if (lane < LANES.length) enterLane();
        else {
            stage = Stage.OVER;
            replays.live(this);
            replays.meters().live(session.nowNanos() - begunNanos);
        }
    }

    private void leaveWindow() {
        ScanWindow left = window;
        if (left != null) left.leave(this);
        window = null;
    }

    @Override
    public void begin(ScanWindow newWindow) {
        read(newWindow, newWindow, newWindow.begin());
        session.wake();
    }

    @Override
    public void more() {
        session.wake();
    }

    @Override
    public void leftBehind() {
        window = null;
        replays.meters().leftBehind();
        enterLane();
        session.wake();
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public boolean isWaiting() {
        return stage == Stage.WAITING;
    }
}
