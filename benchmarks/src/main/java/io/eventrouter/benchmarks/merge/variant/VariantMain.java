package io.eventrouter.benchmarks.merge.variant;

import io.eventrouter.benchmarks.process.LiveHeap;
import io.eventrouter.benchmarks.process.ParentLink;

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
            ParentLink.serve("routing", command -> Long.toString(LiveHeap.bytes()));
        }
    }

    /** Ends this JVM: a variant that has failed has no figures, and must not look slow instead. */
    @SuppressWarnings("CatchAndPrintStackTrace") // standard error is this process's log
    static void fail(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
