package io.eventrouter.gateway.replay;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.ArrayList;
import java.util.List;

/** Segments that follow one another; appended at one end, removed at the other. Not thread-safe. */
final class Segments implements ReplaySource {
    private final List<Segment> segments = new ArrayList<>();
    private long removed;
    private long bytes;

    /** The last segment, or null. */
    Segment last() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    /** A new, empty one. */
    Segment append() {
        var segment = new Segment(end());
        segments.add(segment);
        return segment;
    }

    void add(Segment segment, RoutedEvent event) {
        segment.add(event);
        bytes += event.keptBytes();
    }

    Segment removeFirst() {
        Segment first = segments.remove(0);
        removed = first.end();
        bytes -= first.bytes();
        return first;
    }

    int count() {
        return segments.size();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public long begin() {
        return segments.isEmpty() ? removed : segments.get(0).first();
    }

    @Override
    public long end() {
        Segment last = last();
        return last == null ? removed : last.end();
    }

    @Override
    public long next(ChannelPattern pattern, long from) {
        for (int i = indexOf(from); i < segments.size(); i++) {
            long found = segments.get(i).next(pattern, from);
            if (found >= 0) return found;
        }
        return end();
    }

    @Override
    public RoutedEvent get(long number) {
        return segments.get(indexOf(number)).get(number);
    }

    /** Of the first segment that ends behind that number. */
    private int indexOf(long number) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() > number) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
