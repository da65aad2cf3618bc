package io.eventrouter.gateway.session;

import io.eventrouter.gateway.feed.ArrivalLog;
import io.eventrouter.gateway.feed.OffsetJump;
import io.eventrouter.gateway.feed.PositionTracker;
import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.gateway.replay.PartitionRange;
import io.eventrouter.gateway.replay.RecentEvents;
import io.eventrouter.gateway.replay.ReplayHost;
import io.eventrouter.gateway.replay.ReplayMeters;
import io.eventrouter.gateway.replay.ReplayReader;
import io.eventrouter.gateway.replay.ReplayRequests;
import io.eventrouter.gateway.replay.ReplayStart;
import io.eventrouter.gateway.replay.ScanRequest;
import io.eventrouter.gateway.replay.ScanWindow;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.replay.StartRequest;
import io.eventrouter.topics.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one worker has for its sessions that resume: its rings of recent events, its windows onto
 * scans, and the way to ask for more. Confined to its worker's thread, but for {@link #post}.
 */
final class Replays implements ArrivalLog, ReplayHost {
    /** For so long a session may hold up a scan that others wait for. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PositionTracker positions;
    private final ReplayRequests requests;
    private final Mailbox mailbox;
    private final ReplayMeters meters;
    private final Map<Lane, PartitionRange> ranges = new EnumMap<>(Lane.class);
    private final Map<Lane, RecentEvents> rings = new EnumMap<>(Lane.class);
    private final List<ScanWindow> windows = new ArrayList<>();
    private final ArrayDeque<Resume> gates = new ArrayDeque<>();
    private final LostTails lostTails = new LostTails();

    /**
     * @param ringBytes for each lane
     */
    Replays(
            PositionTracker positions,
            ReplayRequests requests,
            Mailbox mailbox,
            long ringBytes,
            ReplayMeters meters) {
        this.positions = positions;
        this.requests = requests;
        this.mailbox = mailbox;
        this.meters = meters;
        long[] start = positions.resumeFrom();
        for (Lane lane : Lane.values()) {
            PartitionRange range = PartitionRange.of(lane, start.length);
            ranges.put(lane, range);
            rings.put(lane, new RecentEvents(range, start, ringBytes));
        }
    }

    ReplayMeters meters() {
        return meters;
    }

    PartitionRange range(Lane lane) {
        return ranges.get(lane);
    }

    RecentEvents ring(Lane lane) {
        return rings.get(lane);
    }

    /** One more than the last offset of that partition that has arrived. */
    long arrived(int partition) {
        return positions.arrived(partition);
    }

    int partitions() {
        return positions.partitions();
    }

    /** Whether it is known without asking Kafka that all from there on is at hand. */
    boolean hasAll(long[] next) {
        for (int p = 0; p < next.length; p++) if (next[p] > positions.arrived(p)) return false;
        return rings.values().stream().allMatch(ring -> ring.covers(next));
    }

    /** Whether a place is one that two different events have had. */
    boolean isAmbiguous(long[] next) {
        return lostTails.contain(next);
    }

    void ask(StartFrom from, Consumer<ReplayStart> answer) {
        requests.ask(new StartRequest(this, from, answer));
    }

    void scan(Lane lane, ReplayReader reader, long[] next) {
        requests.scan(lane, new ScanRequest(this, reader, next.clone()));
    }

    /** It is live in all lanes: its gate goes once nothing before it can come any more. */
    void live(Resume resume) {
        gates.add(resume);
    }

    @Override
    public void post(Runnable task) {
        mailbox.post(task::run);
    }

    @Override
    public void opened(ScanWindow window) {
        windows.add(window);
    }

    @Override
    public void arrived(RoutedEvent event) {
        ring(event.record().position().partition()).add(event);
    }

    @Override
    public void jumped(OffsetJump jump) {
        ring(jump.partition()).clear(positions::arrived);
        if (jump.isBackwards()) lostTails.add(jump);
    }

    private RecentEvents ring(int partition) {
        boolean express = partition < ranges.get(Lane.EXPRESS).end();
        return rings.get(express ? Lane.EXPRESS : Lane.SHARED);
    }

    /** Looks after gates and windows; never counts as work that keeps the worker awake. */
    void step(long nowNanos) {
        while (!gates.isEmpty() && positions.isPast(gates.peek().floor())) gates.remove().open();
        if (windows.isEmpty()) return;
        windows.forEach(window -> window.leaveBehind(nowNanos - PATIENCE_NANOS));
        windows.removeIf(ScanWindow::isClosed);
    }

    /** How long the worker may sleep. */
    long nanosLeft() {
        return windows.isEmpty() ? Long.MAX_VALUE : PATIENCE_NANOS;
    }
}
