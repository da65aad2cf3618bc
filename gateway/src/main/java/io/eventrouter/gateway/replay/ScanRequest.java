package io.eventrouter.gateway.replay;

/** The wish to read a lane from some offsets on. Immutable: nobody changes the array. */
public final class ScanRequest {
    private final ReplayHost host;
    private final ReplayReader reader;
    private final long[] next;

    /**
     * @param next by partition of the whole topic
     */
    public ScanRequest(ReplayHost host, ReplayReader reader, long[] next) {
        this.host = host;
        this.reader = reader;
        this.next = next;
    }

    ReplayHost host() {
        return host;
    }

    ReplayReader reader() {
        return reader;
    }

    long[] next() {
        return next;
    }
}
