package io.eventrouter.gateway.feed;

import io.eventrouter.event.Priorities;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one lane of the routed topic and hands each event to the look-ahead.
 *
 * <pre>
 *   STARTING ─▶ CATCHING_UP ─▶ LIVE ─▶ CUT_OFF (a broker does not answer) ─┐
 *                 ▲   └───────────┴──▶ RETRYING (a call failed) ─────────────┤      any ─▶ FAILED
 *                 └── the present ends are to be passed once more ◀──────────┘
 * </pre>
 *
 * <p>It never waits for a session: with its part of the look-ahead full it pauses its consumer, and
 * resumes it once half of that is free. Failures that can pass are repeated with growing delays;
 * any other ends in FAILED, which the process reports as not alive. An offset that retention has
 * taken is counted, logged and told to the workers, and reading goes on behind it; so is a tail
 * that the log has lost. A topic made anew under the name is FAILED too: its offsets are others,
 * and a restart finds it.
 *
 * <p>Confined to its own thread but for {@link #wake()} and {@link #status()}.
 */
public final class RoutedFeed implements DutyThread.Duty {
    private static final Logger LOG = LoggerFactory.getLogger(RoutedFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Half the look-ahead covers such a delay. */
    private static final Duration SHORT_POLL = Duration.ofMillis(10);

    /** A stop waits no longer than that for a feed that is backing off. */
    private static final long LONGEST_IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Lane lane;
    private final Consumer<byte[], byte[]> consumer;
    private final LookAhead lookAhead;
    private final Priorities priorities;
    private final FeedMeters meters;
    private final FeedPartitions partitions;
    private final DroppedRecords dropped;
    private final Backoff backoff;
    private final FetchWatch watch;
    private volatile FeedState state = FeedState.STARTING;
    private volatile String lastError = "";
    private boolean paused;

    /**
     * @param start the routed topic, and where to begin in it
     * @param consumer in no group, without partitions; owned and closed by the feed
     */
    public RoutedFeed(
            Lane lane,
            RoutedTopic start,
            Consumer<byte[], byte[]> consumer,
            LookAhead lookAhead,
            Priorities priorities,
            FeedMeters meters,
            LongSupplier nanoClock) {
        this.lane = lane;
        this.consumer = consumer;
        this.lookAhead = lookAhead;
        this.priorities = priorities;
        this.meters = meters;
        partitions = new FeedPartitions(consumer, start.startOffsets(lane), nanoClock);
        dropped = new DroppedRecords(lane, meters, nanoClock);
        backoff = new Backoff(nanoClock);
        watch = new FetchWatch(new BrokerAnswers(consumer, partitions.all()), nanoClock);
    }

    @Override
    public int step() {
        if (state == FeedState.FAILED || backoff.remainingNanos() > 0) return 0;
        try {
            return read();
        } catch (WakeupException e) {
            return 0; // somebody wants the thread to look up
        } catch (OffsetOutOfRangeException e) {
            return reposition(e);
        } catch (RetriableException | AuthenticationException | AuthorizationException e) {
            return retry(e);
        } catch (RuntimeException e) {
            return fail(e);
        }
    }

    @Override
    public void idle() {
        long wait = state == FeedState.FAILED ? LONGEST_IDLE_NANOS : backoff.remainingNanos();
        LockSupport.parkNanos(this, Math.min(wait, LONGEST_IDLE_NANOS));
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public void ended() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }

    public FeedStatus status() {
        return new FeedStatus(lane, state, meters.lag(), lookAhead.bytes(lane), lastError);
    }

    private int read() {
        partitions.begin();
        pauseOrResume();
        int events = handOn(consumer.poll(pollLimit()));
        dropped.report();
        partitions.lag(paused).ifPresent(meters::lag);
        backoff.succeeded();
        lastError = "";
        become(stateAfterPoll());
        return events;
    }

    /** Short while something may change without a record: room comes back, or readiness is due. */
    private Duration pollLimit() {
        boolean settled = state == FeedState.LIVE || state == FeedState.CUT_OFF;
        return settled && !paused ? POLL : SHORT_POLL;
    }

    private FeedState stateAfterPoll() {
        if (watch.isCutOff(paused)) return FeedState.CUT_OFF;
        boolean wasAway = state == FeedState.CUT_OFF || state == FeedState.RETRYING;
        if (wasAway) partitions.catchUpAnew();
        return partitions.areCaughtUp() ? FeedState.LIVE : FeedState.CATCHING_UP;
    }

    private void pauseOrResume() {
        if (!paused && lookAhead.isFull(lane)) {
            consumer.pause(partitions.all());
            pausedIs(true);
        } else if (paused && lookAhead.hasRoomAgain(lane)) {
            consumer.resume(partitions.all());
            pausedIs(false);
        }
    }

    private void pausedIs(boolean now) {
        paused = now;
        meters.paused(now);
    }

    private int handOn(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) handOn(record);
        return records.count();
    }

    private void handOn(ConsumerRecord<byte[], byte[]> record) {
        Optional<RoutedRecord> routed = RoutedRecord.read(record, priorities);
        if (routed.isPresent()) {
            lookAhead.add(lane, routed.get());
            meters.read(routed.get().priority().rank());
        } else dropped.add(record);
    }

    private int reposition(OffsetOutOfRangeException cause) {
        meters.error();
        try {
            List<OffsetJump> jumps = partitions.reposition(cause);
            jumps.forEach(this::tell);
            partitions.catchUpAnew();
            become(FeedState.CATCHING_UP);
            return 1;
        } catch (RetriableException e) {
            return retry(e); // the next poll reports the offsets once more
        } catch (RuntimeException e) {
            return fail(e);
        }
    }

    private void tell(OffsetJump jump) {
        lookAhead.jump(jump);
        meters.skipped(jump.lost());
        LOG.atError()
                .addKeyValue("lane", lane.text())
                .addKeyValue("partition", jump.partition())
                .addKeyValue("from", jump.from())
                .addKeyValue("to", jump.to())
                .log("Offsets are gone from the routed topic");
    }

    private int retry(RuntimeException cause) {
        meters.error();
        backoff.failed();
        lastError = cause.getClass().getSimpleName();
        LOG.atWarn()
                .addKeyValue("lane", lane.text())
                .addKeyValue("reason", cause.toString())
                .log("Cannot read the routed topic, and tries again");
        become(FeedState.RETRYING);
        return 0;
    }

    private int fail(RuntimeException cause) {
        meters.error();
        lastError = cause.getClass().getSimpleName();
        LOG.atError()
                .setCause(cause)
                .addKeyValue("lane", lane.text())
                .log("Cannot read the routed topic any more: this process should be restarted");
        become(FeedState.FAILED);
        return 0;
    }

    private void become(FeedState next) {
        if (state == next) return;
        LOG.atInfo()
                .addKeyValue("lane", lane.text())
                .addKeyValue("state", next)
                .addKeyValue("before", state)
                .log("A routed feed changed its state");
        state = next;
    }
}
