package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.process.BenchmarkException;

/** Delays in the replies of clients. Stateless. */
final class Delays {
    private Delays() {}

    /**
     * @throws BenchmarkException when nothing of that level has arrived
     */
    static double millis(Words measured, int rank, double percentile) {
        String key = "level" + rank + ".p" + percentile;
        if (!measured.has(key)) throw new BenchmarkException("nothing of level " + rank + " came");
        return measured.value(key) / 1e6;
    }
}
