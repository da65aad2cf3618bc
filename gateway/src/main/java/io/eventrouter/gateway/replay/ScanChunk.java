package io.eventrouter.gateway.replay;

import io.eventrouter.gateway.feed.RoutedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one poll of a scan brought; one object for all workers that read it. Thread-safe: immutable
 * but for the count of workers that have not given it back.
 */
final class ScanChunk {
    private final Scan scan;
    private final LogRead read;
    private final AtomicInteger workers;

    ScanChunk(Scan scan, LogRead read, int workers) {
        this.scan = scan;
        this.read = read;
        this.workers = new AtomicInteger(workers);
        scan.chunkIsOut();
    }

    List<RoutedEvent> events() {
        return read.events();
    }

    LogRead read() {
        return read;
    }

    /** One worker is done with it. */
    void giveBack() {
        if (workers.decrementAndGet() == 0) scan.chunkIsBack();
    }
}
