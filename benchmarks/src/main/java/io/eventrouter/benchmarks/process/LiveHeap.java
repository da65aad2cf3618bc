package io.eventrouter.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What of this JVM's heap is alive. Stateless. */
public final class LiveHeap {
    private LiveHeap() {}

    /**
     * Bytes that a full collection, made now, has left; not what is used by now: threads go on
     * allocating.
     */
    public static long bytes() {
        ManagementFactory.getMemoryMXBean().gc();
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                live += pool.getCollectionUsage().getUsed();
        return live;
    }
}
