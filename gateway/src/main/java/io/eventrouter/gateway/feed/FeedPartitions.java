package io.eventrouter.gateway.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The partitions of one feed, and where its consumer is in them. Confined to the feed thread; a
 * failing call to Kafka is thrown, and may be repeated.
 */
final class FeedPartitions {
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** An answer about offsets must not keep the feed from reading for longer. */
    private static final Duration ASK_LIMIT = Duration.ofMillis(500);

    /** A position is at hand, unless a new leader has to confirm it first. */
    private static final Duration POSITION_LIMIT = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> startOffsets;
    private final Pace lagWhilePaused;
    private final Pace endsAnew;
    private boolean begun;

    /** The ends that are to be passed; null while they are to be taken anew. */
    private Map<TopicPartition, Long> ends;

    private boolean caughtUp;

    FeedPartitions(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> startOffsets,
            LongSupplier nanoClock) {
        this.consumer = consumer;
        this.startOffsets = startOffsets;
        lagWhilePaused = new Pace(ASK_NANOS, nanoClock);
        endsAnew = new Pace(ASK_NANOS, nanoClock);
    }

    Set<TopicPartition> all() {
        return startOffsets.keySet();
    }

    /** Assigns the partitions and notes their ends; does nothing once that has succeeded. */
    void begin() {
        if (begun) return;
        consumer.assign(all());
        startOffsets.forEach(consumer::seek);
        ends = consumer.endOffsets(all());
        begun = true;
    }

    /** What was read may be far behind by now: the present ends are to be passed. */
    void catchUpAnew() {
        ends = null;
        caughtUp = false;
        endsAnew.restart();
    }

    /** Whether all have passed the ends seen when they began or were last to catch up. */
    boolean areCaughtUp() {
        if (!caughtUp && endsAreKnown()) caughtUp = allArePast(ends);
        return caughtUp;
    }

    private boolean allArePast(Map<TopicPartition, Long> offsets) {
        try {
            return offsets.entrySet().stream().allMatch(e -> position(e.getKey()) >= e.getValue());
        } catch (RetriableException e) {
            return false;
        }
    }

    private long position(TopicPartition partition) {
        return consumer.position(partition, POSITION_LIMIT);
    }

    private boolean endsAreKnown() {
        if (ends == null && endsAnew.isDue()) ends = askForEnds().orElse(null);
        return ends != null;
    }

    /** Empty when there is no answer in time: reading goes on meanwhile. */
    private Optional<Map<TopicPartition, Long>> askForEnds() {
        try {
            return Optional.of(consumer.endOffsets(all(), ASK_LIMIT));
        } catch (RetriableException e) {
            return Optional.empty();
        }
    }

    /** How many events lie behind what was read; empty when that is not known anew for all. */
    OptionalLong lag(boolean paused) {
        if (paused) return lagWhilePaused();
        long lag = 0;
        for (TopicPartition partition : all()) {
            OptionalLong known = consumer.currentLag(partition);
            if (known.isEmpty()) return known;
            lag += known.getAsLong();
        }
        return OptionalLong.of(lag);
    }

    /** A paused consumer fetches nothing, and so does not learn where the ends are. */
    private OptionalLong lagWhilePaused() {
        if (!lagWhilePaused.isDue()) return OptionalLong.empty();
        try {
            long lag = 0;
            for (var end : consumer.endOffsets(all(), ASK_LIMIT).entrySet())
                lag += Math.max(0, end.getValue() - position(end.getKey()));
            return OptionalLong.of(lag);
        } catch (RetriableException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Goes on at the nearest offset that is there.
     *
     * @return from where to where, for each partition whose offset was gone
     * @throws RoutedTopicReplacedException when the partitions are not those that were read
     */
    List<OffsetJump> reposition(OffsetOutOfRangeException cause) {
        Map<TopicPartition, Long> gone = cause.offsetOutOfRangePartitions();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(gone.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(gone.keySet());
        var next = new HashMap<TopicPartition, Long>();
        gone.forEach(
                (partition, offset) -> {
                    long last = last(cause, partition, offset, ends.get(partition));
                    next.put(partition, Math.max(Math.min(offset, last), begins.get(partition)));
                });
        next.forEach(consumer::seek);
        var jumps = new ArrayList<OffsetJump>();
        next.forEach((p, to) -> jumps.add(new OffsetJump(p.partition(), gone.get(p), to)));
        return jumps;
    }

    /** Up to where the log is the one that was read: a lost tail shortens it, nothing else may. */
    private static long last(
            OffsetOutOfRangeException cause, TopicPartition partition, long offset, long end) {
        if (cause instanceof LogTruncationException truncation) {
            OffsetAndMetadata divergence = truncation.divergentOffsets().get(partition);
            return divergence == null ? end : Math.min(end, divergence.offset());
        }
        if (offset > end) throw new RoutedTopicReplacedException(partition, offset, end);
        return end;
    }
}
