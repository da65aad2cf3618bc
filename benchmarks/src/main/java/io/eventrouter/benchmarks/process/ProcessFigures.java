package io.eventrouter.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What Linux' {@code /proc} tells of processes, of this machine and not only of children. A process
 * that is gone counts for nothing. Stateless.
 */
public final class ProcessFigures {
    private static final Path PROC = Path.of("/proc");

    /** Of the fields behind the name in parentheses. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Linux has 100 clock ticks a second in what it shows, on every architecture that Java has. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private static final String RESIDENT = "VmRSS:";

    private ProcessFigures() {}

    /** User and system time of all of them, in steps of 10 ms. */
    public static long cpuNanos(List<Long> pids) {
        return pids.stream().mapToLong(pid -> cpuNanos(read(directory(pid).resolve("stat")))).sum();
    }

    /**
     * The same of those threads of a process whose names are asked for.
     *
     * @param names the kernel cuts them to 15 bytes
     */
    public static long threadCpuNanos(long pid, Predicate<String> names) {
        return ofThreads(pid, names, ProcessFigures::cpuNanos);
    }

    /** The same without system time. */
    public static long threadUserNanos(long pid, Predicate<String> names) {
        return ofThreads(pid, names, ProcessFigures::userNanos);
    }

    private static long ofThreads(
            long pid, Predicate<String> names, ToLongFunction<String> ofStat) {
        try (Stream<Path> threads = Files.list(directory(pid).resolve("task"))) {
            return threads.filter(thread -> names.test(read(thread.resolve("comm")).strip()))
                    .mapToLong(thread -> ofStat.applyAsLong(read(thread.resolve("stat"))))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Resident memory of all of them. */
    public static long residentBytes(List<Long> pids) {
        return pids.stream()
                .mapToLong(pid -> resident(read(directory(pid).resolve("status"))))
                .sum();
    }

    private static Path directory(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    /**
     * @param stat "pid (name) state …"; a name may hold blanks and parentheses
     */
    static long cpuNanos(String stat) {
        return userNanos(stat) + nanos(stat, SYSTEM);
    }

    /** The same without system time. */
    static long userNanos(String stat) {
        return nanos(stat, USER);
    }

    private static long nanos(String stat, int field) {
        int behindName = stat.lastIndexOf(')');
        if (behindName < 0) return 0;
        String[] fields = stat.substring(behindName + 1).trim().split(" ", -1);
        return Long.parseLong(fields[field]) * NANOS_PER_TICK;
    }

    /**
     * @param status lines of "Name: value"
     */
    static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
