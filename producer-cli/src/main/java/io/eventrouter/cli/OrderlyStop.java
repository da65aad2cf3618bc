package io.eventrouter.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Lets a command end in order on Ctrl-C and SIGTERM, with an exit code of its own: the JVM's hook
 * asks the command to stop, waits until it has, and ends the process with what it returned. Without
 * that the JVM would end at once, with 130 or 143.
 */
final class OrderlyStop {
    /** For a command that has nothing to wait for but itself. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private OrderlyStop() {}

    /**
     * Runs the command.
     *
     * @param body returns the exit code; should return soon after {@code stop} was called
     * @param stop called by another thread, once at most
     */
    static int run(IntSupplier body, Runnable stop) {
        return run(body, stop, PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long the command may take to end: more than whatever it waits for, such
     *     as acknowledgements
     */
    static int run(IntSupplier body, Runnable stop, Duration patience) {
        var code = new AtomicInteger(ExitCodes.FAILED);
        var done = new CountDownLatch(1);
        var hook =
                new Thread(
                        () -> {
                            stop.run();
                            awaitQuietly(done, patience);
                            Runtime.getRuntime().halt(code.get());
                        },
                        "orderly-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            code.set(body.getAsInt());
            return code.get();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void awaitQuietly(CountDownLatch done, Duration patience) {
        try {
            // Time is up when it is up: the process ends either way.
            boolean unused = done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook is at work, and ends it.
        }
    }
}
