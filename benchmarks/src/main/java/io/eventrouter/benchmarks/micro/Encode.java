package io.eventrouter.benchmarks.micro;

import io.eventrouter.wire.RoutedRecord;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Makes the message of an event, which happens once for all its recipients. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Encode {
    @Param({"128", "1024"})
    public int dataBytes;

    private RoutedRecord event;

    @Setup
    public void make() {
        event = Events.normal(1, "orders.eu", dataBytes);
    }

    @Benchmark
    public byte[] toJson() {
        return event.toJson();
    }
}
