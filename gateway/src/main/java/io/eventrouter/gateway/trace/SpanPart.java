package io.eventrouter.gateway.trace;

/**
 * One worker's part of an event's span: for how many of its sessions the event was, and what became
 * of it there. Confined to its worker's thread.
 */
public final class SpanPart {
    private final DispatchSpan span;
    private final long dispatchedNanos;
    private int recipients;
    private int written;
    private int dropped;
    private long firstNanos;
    private long lastNanos;

    SpanPart(DispatchSpan span, long dispatchedNanos) {
        this.span = span;
        this.dispatchedNanos = dispatchedNanos;
        lastNanos = dispatchedNanos;
    }

    /** So many sessions want it. */
    public void offered(int more) {
        recipients += more;
    }

    /** One of them has it. */
    public void wasWritten(long nowNanos) {
        if (written++ == 0) firstNanos = nowNanos;
        lastNanos = nowNanos;
    }

    /** One of them does not get it. */
    public void wasDropped() {
        dropped++;
    }

    /** Does that, with the span's ids on what is logged. */
    public void whileLogged(Runnable work) {
        span.whileLogged(work);
    }

    /** Whether nothing more is to be expected. */
    boolean isSettled() {
        return written + dropped >= recipients;
    }

    /** No more counts after that. */
    void handIn() {
        span.handIn(this);
    }

    long dispatchedNanos() {
        return dispatchedNanos;
    }

    int recipients() {
        return recipients;
    }

    int written() {
        return written;
    }

    int dropped() {
        return dropped;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }
}
