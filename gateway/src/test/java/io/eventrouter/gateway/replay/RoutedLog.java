package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.RoutedEvent;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The routed topic as a test wants it: what was written, less what retention has taken. */
public final class RoutedLog {
    private final List<NavigableMap<Long, RoutedRecord>> partitions = new ArrayList<>();
    private final long[] beginnings;
    private final long[] ends;
    private final int recordsPerRead;
    private boolean away;
    private int read;

    public RoutedLog(int partitions, int recordsPerRead) {
        for (int p = 0; p < partitions; p++) this.partitions.add(new TreeMap<>());
        beginnings = new long[partitions];
        ends = new long[partitions];
        this.recordsPerRead = recordsPerRead;
    }

    public void add(RoutedRecord record) {
        int partition = record.position().partition();
        partitions.get(partition).put(record.position().offset(), record);
        ends[partition] = Math.max(ends[partition], record.position().offset() + 1);
    }

    /** Takes what lies before that offset. */
    public void truncate(int partition, long offset) {
        partitions.get(partition).headMap(offset).clear();
        beginnings[partition] = Math.max(beginnings[partition], offset);
        ends[partition] = Math.max(ends[partition], offset);
    }

    /** Calls fail as long as it is away. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** How many records all readers together have read. */
    public int recordsRead() {
        return read;
    }

    public LogReader reader() {
        return new Reader();
    }

    private final class Reader implements LogReader {
        private PartitionRange range;
        private long[] next;

        @Override
        public void seek(PartitionRange newRange, long[] newNext) {
            range = newRange;
            next = newNext.clone();
        }

        @Override
        public LogRead poll(Duration limit) {
            failIfAway();
            for (int p = range.begin(); p < range.end(); p++)
                if (next[p] < beginnings[p]) return jump();
            var events = new ArrayList<RoutedEvent>();
            for (int p = range.begin(); p < range.end(); p++) {
                for (RoutedRecord record : partitions.get(p).tailMap(next[p]).values()) {
                    if (events.size() == recordsPerRead) break;
                    events.add(RoutedEvent.replayed(record));
                    next[p] = record.position().offset() + 1;
                }
                if (events.size() < recordsPerRead) next[p] = Math.max(next[p], ends[p]);
            }
            read += events.size();
            return new LogRead(events, events.size(), next.clone(), null);
        }

        private LogRead jump() {
            long[] from = next.clone();
            for (int p = range.begin(); p < range.end(); p++)
                next[p] = Math.max(next[p], beginnings[p]);
            return new LogRead(List.of(), 0, next.clone(), from);
        }

        @Override
        public long[] beginnings() {
            failIfAway();
            return beginnings.clone();
        }

        @Override
        public long[] ends() {
            failIfAway();
            return ends.clone();
        }

        @Override
        public long[] offsetsAt(long epochMillis) {
            failIfAway();
            long[] offsets = ends.clone();
            for (int p = 0; p < offsets.length; p++)
                for (RoutedRecord record : partitions.get(p).values())
                    if (record.publishedMillis() >= epochMillis)
                        offsets[p] = Math.min(offsets[p], record.position().offset());
            return offsets;
        }

        private void failIfAway() {
            if (away) throw new IllegalStateException("the broker is away");
        }

        @Override
        public void wakeup() {
            // it never waits
        }

        @Override
        public void close() {
            // it holds nothing
        }
    }
}
