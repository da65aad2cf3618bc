package io.eventrouter.gateway.feed;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread sleep until another has work for it. A signal costs one read unless the thread
 * sleeps, and then only the first one wakes it.
 *
 * <p>No wake-up is lost: the sleeper announces itself before it looks for work a last time, and who
 * brings work puts it in place before looking for a sleeper; a full fence on both sides keeps these
 * in order, so at least one of the two sees the other.
 *
 * <p>Thread-safe: {@link #sleep} for the one thread that owns it, {@link #signal} for all.
 */
public final class Wakeup {
    private final AtomicReference<Thread> sleeper = new AtomicReference<>();

    /** Wakes the owner if it sleeps or is about to. */
    public void signal() {
        VarHandle.fullFence();
        Thread thread = sleeper.get();
        if (thread != null && sleeper.compareAndSet(thread, null)) LockSupport.unpark(thread);
    }

    /**
     * Sleeps until signalled, for that long at most; not at all when there is work. May return
     * early for no reason.
     *
     * @param nanos {@link Long#MAX_VALUE} for as long as it takes
     */
    public void sleep(BooleanSupplier hasWork, long nanos) {
        sleeper.set(Thread.currentThread());
        VarHandle.fullFence();
        if (!hasWork.getAsBoolean()) {
            if (nanos == Long.MAX_VALUE) LockSupport.park(this);
            else LockSupport.parkNanos(this, nanos);
        }
        sleeper.set(null);
    }
}
