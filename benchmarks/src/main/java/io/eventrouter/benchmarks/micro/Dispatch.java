package io.eventrouter.benchmarks.micro;

import io.eventrouter.gateway.session.DispatchRig;
import io.eventrouter.topics.Lane;
import io.eventrouter.wire.RoutedRecord;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * An event for one recipient among 18,000 sessions with 56 subscriptions each, 1,008,000 in all:
 * from the look-ahead to the write, which is not made. In groups of 1,024.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-Xmx2g")
public class Dispatch {
    private static final int SESSIONS = 18_000;
    private static final int SUBSCRIPTIONS = 56;
    private static final int GROUP = 1_024;

    private final DispatchRig rig = new DispatchRig(Events.SETTINGS);
    private final RoutedRecord[] group = new RoutedRecord[GROUP];
    private final Random random = new Random(1);
    private long offset;

    @Setup
    public void open() {
        for (int i = 0; i < SESSIONS; i++) {
            int session = i;
            List<String> channels =
                    IntStream.range(0, SUBSCRIPTIONS)
                            .mapToObj(number -> channel(session, number))
                            .toList();
            rig.open(channels);
        }
    }

    private static String channel(int session, int number) {
        return "s" + session + "-" + number;
    }

    /** A position is never used twice. */
    @Setup(Level.Invocation)
    public void make() {
        for (int i = 0; i < GROUP; i++)
            group[i] =
                    Events.normal(
                            offset++,
                            channel(random.nextInt(SESSIONS), random.nextInt(SUBSCRIPTIONS)),
                            128);
    }

    @Benchmark
    @OperationsPerInvocation(GROUP)
    public long toOneOfMany() {
        for (RoutedRecord event : group) rig.add(Lane.SHARED, event);
        rig.drain();
        return rig.written();
    }
}
