package io.eventrouter.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How busy the whole machine was, from Linux' {@code /proc/stat}: with the time of our own
 * processes it tells how much others took from a measurement. Immutable.
 *
 * @param busy ticks in which a processor worked, or was kept from us by the hypervisor
 * @param total all ticks of all processors
 */
public record MachineCpu(long busy, long total) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int GUEST = 8;

    /** Empty where the system does not tell. */
    public static Optional<MachineCpu> now() {
        try {
            return parse(Files.readAllLines(STAT, StandardCharsets.US_ASCII).get(0));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * @param line "cpu user nice system idle iowait irq softirq steal guest guest_nice"
     */
    static Optional<MachineCpu> parse(String line) {
        String[] words = line.trim().split("\\s+", -1);
        if (!words[0].equals("cpu") || words.length <= IO_WAIT + 1) return Optional.empty();
        // Guest time is counted in user time already.
        long[] ticks =
                Arrays.stream(words, 1, Math.min(words.length, GUEST + 1))
                        .mapToLong(Long::parseLong)
                        .toArray();
        long total = Arrays.stream(ticks).sum();
        return Optional.of(new MachineCpu(total - ticks[IDLE] - ticks[IO_WAIT], total));
    }

    /** Processors that were busy on average since that earlier moment, 0 to all. */
    public double busySince(MachineCpu earlier, int processors) {
        long ticks = total - earlier.total;
        return ticks == 0 ? 0 : (double) (busy - earlier.busy) / ticks * processors;
    }
}
