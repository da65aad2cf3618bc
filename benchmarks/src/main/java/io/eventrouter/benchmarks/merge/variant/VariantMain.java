package io.eventrouter.benchmarks.merge.variant;

import io.eventrouter.benchmarks.process.ParentLink;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * One variant in a JVM of its own. Replies to any command with the bytes of live heap that a full
 * collection has just left.
 */
public final class VariantMain {
    private VariantMain() {}

    public static void main(String[] args) {
        var arguments = VariantArguments.parse(args);
        try (Routing routing = arguments.variant().routing(arguments)) {
            routing.start();
            ParentLink.serve("routing", command -> Long.toString(liveHeapBytes()));
        }
    }

    /** Ends this JVM: a variant that has failed has no figures, and must not look slow instead. */
    @SuppressWarnings("CatchAndPrintStackTrace") // standard error is this process's log
    static void fail(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    /** What the collection left, not what is used by now: threads go on allocating. */
    private static long liveHeapBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
            if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                live += pool.getCollectionUsage().getUsed();
        return live;
    }
}
