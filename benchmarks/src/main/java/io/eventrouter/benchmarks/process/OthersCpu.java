package io.eventrouter.benchmarks.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the machine others used while we measured: what was busy less what our own processes
 * used. Begun and ended while the same children run. Immutable.
 */
public final class OthersCpu {
    private final Workplace workplace;
    private final int processors;
    private final Optional<MachineCpu> machine = MachineCpu.now();
    private final Duration ours;
    private final long nanos = System.nanoTime();

    private OthersCpu(Workplace workplace, int processors) {
        this.workplace = workplace;
        this.processors = processors;
        this.ours = workplace.cpu();
    }

    public static OthersCpu watch(Workplace workplace, int processors) {
        return new OthersCpu(workplace, processors);
    }

    /**
     * Processors that others kept busy on average until now; empty where the system does not tell.
     */
    public OptionalDouble processors() {
        Optional<MachineCpu> now = MachineCpu.now();
        if (machine.isEmpty() || now.isEmpty()) return OptionalDouble.empty();
        double seconds = (System.nanoTime() - nanos) / 1e9;
        double own = workplace.cpu().minus(ours).toNanos() / 1e9 / seconds;
        double all = now.get().busySince(machine.get(), processors);
        // Both come in steps of 10 ms.
        return OptionalDouble.of(Math.max(0, all - own));
    }
}
