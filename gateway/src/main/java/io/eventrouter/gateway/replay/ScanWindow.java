package io.eventrouter.gateway.replay;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one worker has of a scan: the chunks that some of its sessions have not read to the end. A
 * session reads at its own pace; a chunk is given back when the last one has passed it, which lets
 * the scan go on. Who holds it up for too long while others wait is left behind, and asks for
 * another scan.
 *
 * <p>Made by the scanner, and confined to the worker's thread from {@link #open} on.
 */
public final class ScanWindow implements ReplaySource {
    private final Scan scan;
    private final ReplayHost host;
    private final List<ReplayReader> invited;
    private final Set<ReplayReader> readers = new LinkedHashSet<>();
    private final Segments segments = new Segments();
    private final Deque<Held> held = new ArrayDeque<>();
    private final List<Loss> losses = new ArrayList<>();
    private long[] next;
    private boolean closed;

    /**
     * @param next where the scan begins
     */
    ScanWindow(Scan scan, ReplayHost host, List<ReplayReader> invited, long[] next) {
        this.scan = scan;
        this.host = host;
        this.invited = List.copyOf(invited);
        this.next = next.clone();
    }

    /** Those who still want to read begin. */
    void open() {
        host.opened(this);
        for (ReplayReader reader : invited) if (reader.isWaiting()) readers.add(reader);
        for (ReplayReader reader : List.copyOf(readers)) reader.begin(this);
        closeIfUnread();
    }

    void add(ScanChunk chunk, long nowNanos) {
        if (closed) {
            chunk.giveBack();
            return;
        }
        note(chunk.read());
        if (chunk.events().isEmpty()) chunk.giveBack();
        else hold(chunk, nowNanos);
        for (ReplayReader reader : List.copyOf(readers)) reader.more();
    }

    private void note(LogRead read) {
        next = read.next();
        long[] from = read.lostFrom();
        if (from == null) return;
        PartitionRange range = scan.partitions();
        for (int p = range.begin(); p < range.end(); p++)
            if (from[p] < next[p]) losses.add(new Loss(segments.end(), p, from[p], next[p]));
    }

    private void hold(ScanChunk chunk, long nowNanos) {
        Segment segment = segments.append();
        for (RoutedEvent event : chunk.events()) segments.add(segment, event);
        held.add(new Held(chunk, segment.end(), readers.size(), nowNanos));
    }

    /** A reader goes on from the one number to the other. */
    public void passed(long from, long to) {
        for (Held each : held) if (from < each.end && each.end <= to) each.waiting--;
        giveBack();
    }

    private void giveBack() {
        while (!held.isEmpty() && held.peek().waiting == 0) {
            held.remove().chunk.giveBack();
            segments.removeFirst();
        }
    }

    /** A reader has what it wanted, or is over. */
    public void leave(ReplayReader reader) {
        if (!readers.remove(reader)) return;
        for (Held each : held) if (reader.at() < each.end) each.waiting--;
        giveBack();
        closeIfUnread();
    }

    private void closeIfUnread() {
        if (closed || !readers.isEmpty()) return;
        closed = true;
        scan.workerLeft();
    }

    /** Whether nobody reads it any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether others wait for those who have not read what has been there since that moment. */
    private boolean isHeldUp(long sinceNanos) {
        if (held.isEmpty() || held.peek().sinceNanos - sinceNanos > 0) return false;
        return held.peek().waiting < readers.size() || scan.othersWait() || scan.workers() > 1;
    }

    /** Leaves those behind who have not read what came before that moment, if others wait. */
    public void leaveBehind(long sinceNanos) {
        if (closed || scan.hasRoom() || !isHeldUp(sinceNanos)) return;
        long end = held.peek().end;
        for (ReplayReader reader : List.copyOf(readers))
            if (reader.at() < end) {
                leave(reader);
                reader.leftBehind();
            }
    }

    /** Where the scan is in that partition, behind the last event of this window. */
    public long nextOffset(int partition) {
        return next[partition];
    }

    /**
     * Takes a reader over offsets that were gone before the scan came to them.
     *
     * @param at the number that the reader is at: what lies behind is not told yet
     * @param readerNext by partition, what the reader has had all before; raised behind what is
     *     gone
     * @return how many offsets these are
     */
    public long passLosses(long at, long[] readerNext) {
        long lost = 0;
        for (Loss loss : losses) {
            if (loss.before > at) break;
            lost += Math.max(0, loss.to - Math.max(loss.from, readerNext[loss.partition]));
            readerNext[loss.partition] = Math.max(readerNext[loss.partition], loss.to);
        }
        return lost;
    }

    @Override
    public long begin() {
        return segments.begin();
    }

    @Override
    public long end() {
        return segments.end();
    }

    @Override
    public long next(ChannelPattern pattern, long from) {
        return segments.next(pattern, from);
    }

    @Override
    public RoutedEvent get(long number) {
        return segments.get(number);
    }

    /** A chunk that some reader has not passed. */
    private static final class Held {
        private final ScanChunk chunk;
        private final long end;
        private final long sinceNanos;
        private int waiting;

        Held(ScanChunk chunk, long end, int waiting, long sinceNanos) {
            this.chunk = chunk;
            this.end = end;
            this.waiting = waiting;
            this.sinceNanos = sinceNanos;
        }
    }

    /** Offsets that are gone, before the event of that number. */
    private record Loss(long before, int partition, long from, long to) {}
}
