package io.eventrouter.gateway.replay;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One pass over a lane, as its workers and its scanner share it: how many chunks are out, and
 * whether anybody still reads. Thread-safe.
 */
final class Scan {
    /** So many chunks may be out; a bound on memory, as a chunk is one poll. */
    static final int MOST_CHUNKS = 4;

    private final PartitionRange partitions;
    private final ScanRequests requests;
    private final Runnable wakeScanner;
    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicInteger chunks = new AtomicInteger();

    Scan(PartitionRange partitions, ScanRequests requests, Runnable wakeScanner) {
        this.partitions = partitions;
        this.requests = requests;
        this.wakeScanner = wakeScanner;
    }

    PartitionRange partitions() {
        return partitions;
    }

    /** Before any of them is told. */
    void readBy(int numberOfWorkers) {
        workers.set(numberOfWorkers);
    }

    /** No session of one worker reads any more. */
    void workerLeft() {
        workers.decrementAndGet();
        wakeScanner.run();
    }

    int workers() {
        return workers.get();
    }

    boolean hasRoom() {
        return chunks.get() < MOST_CHUNKS;
    }

    void chunkIsOut() {
        chunks.incrementAndGet();
    }

    void chunkIsBack() {
        chunks.decrementAndGet();
        wakeScanner.run();
    }

    /** Whether somebody else could use the scanner. */
    boolean othersWait() {
        return !requests.isEmpty();
    }
}
