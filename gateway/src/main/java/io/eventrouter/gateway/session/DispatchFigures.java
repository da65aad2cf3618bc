package io.eventrouter.gateway.session;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long after its publication each event was dispatched, by level: for the console. It counts
 * every event once, whether or not a session wants it, since all workers dispatch all events and
 * only one of them tells.
 *
 * <p>Lock-free: one worker records, without waiting; one other thread takes. Milliseconds, up to a
 * day, within one percent.
 */
public final class DispatchFigures {
    private static final long LONGEST_MILLIS = 86_400_000;
    private static final int DIGITS = 2;

    private final List<SingleWriterRecorder> delays = new ArrayList<>();
    private final List<Histogram> taken = new ArrayList<>();

    public DispatchFigures(int levels) {
        for (int i = 0; i < levels; i++) {
            delays.add(new SingleWriterRecorder(1, LONGEST_MILLIS, DIGITS));
            taken.add(null);
        }
    }

    /** An event is dispatched; a publisher's clock that is ahead counts as no delay. */
    public void dispatched(int rank, long delayMillis) {
        delays.get(rank).recordValue(Math.max(0, Math.min(LONGEST_MILLIS, delayMillis)));
    }

    /**
     * What was dispatched since the last call, by rank. Valid until the next call, for the one
     * thread that takes.
     */
    public List<Histogram> take() {
        for (int i = 0; i < taken.size(); i++)
            taken.set(i, delays.get(i).getIntervalHistogram(taken.get(i)));
        return List.copyOf(taken);
    }
}
