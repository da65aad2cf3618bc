package io.eventrouter.benchmarks.micro;

import io.eventrouter.gateway.session.DispatchRig;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Bursts of 32 events of three levels to 1,000 sessions: each is offered to each session, waits in
 * its queue, and is taken for the write. The time is that of a delivery.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OfferAndDrain {
    private static final int SESSIONS = 1_000;
    private static final int BURST = 32;
    private static final List<String> LEVELS = List.of("high", "normal", "low");

    private final DispatchRig rig = new DispatchRig(Events.SETTINGS);
    private final RoutedRecord[] burst = new RoutedRecord[BURST];
    private long offset;

    @Setup
    public void open() {
        for (int i = 0; i < SESSIONS; i++) rig.open(List.of("orders"));
    }

    /** A position is never used twice. */
    @Setup(Level.Invocation)
    public void make() {
        for (int i = 0; i < BURST; i++)
            burst[i] = Events.of(LEVELS.get(i % LEVELS.size()), offset++, "orders", 128);
    }

    @Benchmark
    @OperationsPerInvocation(SESSIONS * BURST)
    public long delivery() {
        for (RoutedRecord event : burst) rig.add(Lane.SHARED, event);
        rig.drain();
        return rig.written();
    }
}
