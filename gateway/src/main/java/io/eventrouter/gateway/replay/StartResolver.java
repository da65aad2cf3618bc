package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.Backoff;
import io.eventrouter.gateway.feed.DutyThread;
import io.eventrouter.gateway.feed.Wakeup;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where replays begin: asks Kafka once for all who wait. Times are taken in whole
 * seconds, so thousands that ask for the last five minutes cost a few questions. While Kafka does
 * not answer they wait.
 *
 * <p>Confined to its own thread but for {@link #ask} and {@link #wake()}. Bounded by the
 * subscriptions that there are.
 */
public final class StartResolver implements DutyThread.Duty {
    private static final Logger LOG = LoggerFactory.getLogger(StartResolver.class);
    private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SECOND_MILLIS = 1_000;

    private final Queue<StartRequest> arriving = new ConcurrentLinkedQueue<>();
    private final List<StartRequest> waiting = new ArrayList<>();
    private final Supplier<LogReader> opener;
    private final ReplayMeters meters;
    private final InstantSource wallClock;
    private final Wakeup wakeup = new Wakeup();
    private final Backoff backoff;
    private volatile boolean woken;
    private volatile LogReader log;

    /**
     * @param opener called at the first question; closed by the resolver
     */
    public StartResolver(
            Supplier<LogReader> opener,
            ReplayMeters meters,
            InstantSource wallClock,
            LongSupplier nanoClock) {
        this.opener = opener;
        this.wallClock = wallClock;
        this.meters = meters;
        backoff = new Backoff(nanoClock);
    }

    /** Any thread. */
    public void ask(StartRequest request) {
        arriving.add(request);
        wakeup.signal();
    }

    @Override
    public int step() {
        woken = false;
        if (backoff.remainingNanos() > 0) return 0;
        for (StartRequest next = arriving.poll(); next != null; next = arriving.poll())
            waiting.add(next);
        if (waiting.isEmpty()) return 0;
        try {
            answer();
            backoff.succeeded();
            return 1;
        } catch (RuntimeException e) {
            backoff.failed();
            meters.failed();
            LOG.atWarn()
                    .addKeyValue("reason", e.toString())
                    .log("Cannot find out where a replay begins, and tries again");
            return 0;
        }
    }

    private void answer() {
        if (log == null) log = opener.get();
        long[] beginnings = log.beginnings();
        long[] ends = log.ends();
        var bySecond = new HashMap<Long, long[]>();
        var starts = new ArrayList<ReplayStart>();
        for (StartRequest request : waiting)
            starts.add(start(request.from(), beginnings, ends, bySecond));
        for (int i = 0; i < starts.size(); i++) {
            StartRequest request = waiting.get(i);
            ReplayStart start = starts.get(i);
            request.host().post(() -> request.answer().accept(start));
        }
        waiting.clear();
    }

    private ReplayStart start(
            StartFrom from, long[] beginnings, long[] ends, Map<Long, long[]> bySecond) {
        if (from instanceof StartFrom.Offsets cursor)
            return ReplayStart.of(cursor.next(), beginnings, ends);
        if (from instanceof StartFrom.Time time) return start(time.epochMillis(), bySecond);
        if (from instanceof StartFrom.Ago ago)
            return start(wallClock.millis() - ago.millis(), bySecond);
        return new ReplayStart(beginnings.clone(), 0);
    }

    private ReplayStart start(long epochMillis, Map<Long, long[]> bySecond) {
        long second = Math.floorDiv(epochMillis, SECOND_MILLIS) * SECOND_MILLIS;
        long[] offsets = bySecond.computeIfAbsent(Math.max(0, second), log::offsetsAt);
        return new ReplayStart(offsets.clone(), 0);
    }

    @Override
    public void idle() {
        long wait = backoff.remainingNanos();
        long limit = wait <= 0 ? LONGEST_IDLE_NANOS : Math.min(wait, LONGEST_IDLE_NANOS);
        wakeup.sleep(() -> woken || (backoff.remainingNanos() <= 0 && !arriving.isEmpty()), limit);
    }

    @Override
    public void wake() {
        woken = true;
        wakeup.signal();
        LogReader present = log;
        if (present != null) present.wakeup();
    }

    @Override
    public void ended() {
        if (log != null) log.close();
    }
}
