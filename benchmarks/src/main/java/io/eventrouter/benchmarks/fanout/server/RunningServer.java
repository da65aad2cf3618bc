package io.eventrouter.benchmarks.fanout.server;

import io.eventrouter.benchmarks.process.ChildProcess;
import io.eventrouter.benchmarks.process.ProcessFigures;
import java.time.Duration;
import java.util.List;

/**
 * A server under test. Confined to the measuring thread.
 *
 * @param port that sessions connect to
 * @param input by which it is told what to publish, as {@code --input} of the load takes it
 */
public record RunningServer(Server server, ChildProcess process, int port, String input)
        implements AutoCloseable {
    private static final Duration COLLECTION_TIME = Duration.ofSeconds(60);

    /** Its process and the descendants of that. */
    public List<Long> pids() {
        return process.pids();
    }

    /** After a full collection, where it has one. */
    public long liveHeapBytes() {
        return Long.parseLong(process.ask("heap", COLLECTION_TIME));
    }

    public long residentBytes() {
        return ProcessFigures.residentBytes(pids());
    }

    @Override
    public void close() {
        process.close();
    }
}
