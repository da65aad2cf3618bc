package io.eventrouter.standalone;

import io.eventrouter.cli.ExitCodes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C or SIGTERM, and the exit code after it. The JVM would exit with 130 or 143 as soon as its
 * shutdown hooks are done; this hook waits for the main thread to stop what it started, and then
 * ends the process with the code that the main thread gave.
 *
 * <p>Thread-safe: two latches and a volatile field.
 */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration patience;
    private final IntConsumer endProcess;
    private volatile int exitCode;

    /**
     * @param patience how long after the signal the main thread may take
     * @param endProcess ends the process with that exit code, at once
     */
    StopSignal(Duration patience, IntConsumer endProcess) {
        this.patience = patience;
        this.endProcess = endProcess;
    }

    /** Listens to this process's signals from now on. */
    static StopSignal ofThisProcess(Duration patience) {
        var signal = new StopSignal(patience, Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "stop"));
        return signal;
    }

    /**
     * Waits for the signal.
     *
     * @return whether it has come
     */
    boolean await(Duration atMost) {
        try {
            return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** The main thread has stopped everything; the process may end with that code. */
    void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    /** The shutdown hook; also runs when the main thread ends the process by itself. */
    void onShutdown() {
        requested.countDown();
        try {
            if (!finished.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.error("not stopped after {} s, giving up", patience.toSeconds());
                exitCode = ExitCodes.FAILED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endProcess.accept(exitCode);
    }
}
