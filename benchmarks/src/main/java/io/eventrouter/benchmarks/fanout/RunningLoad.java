package io.eventrouter.benchmarks.fanout;

import io.eventrouter.benchmarks.fanout.load.Words;
import io.eventrouter.benchmarks.process.ChildProcess;
import java.time.Duration;
import java.util.Locale;

/** Clients in their process. Confined to the measuring thread. */
final class RunningLoad implements AutoCloseable {
    private static final Duration ANSWER_TIME = Duration.ofMinutes(5);

    private final ChildProcess process;

    RunningLoad(ChildProcess process) {
        this.process = process;
    }

    /** Opens sessions, and returns how many a second. */
    double open(int count) {
        return count / (ask("open count=" + count).value("nanos") / 1e9);
    }

    /** A closed loop with that many events under way. */
    Words closed(int group, int dataBytes, Duration warmUp, Duration window) {
        return ask(
                String.format(
                        Locale.ROOT,
                        "closed group=%d bytes=%d rank=%d warm=%d millis=%d",
                        group,
                        dataBytes,
                        NORMAL,
                        warmUp.toMillis(),
                        window.toMillis()));
    }

    /** The level of what is measured with nothing else going on. */
    private static final int NORMAL = 2;

    /**
     * Fixed rates.
     *
     * @param rates such as {@code rate0=20 bytes0=128}
     */
    Words paced(String rates, Duration warmUp, Duration window, Duration grace) {
        return ask(
                String.format(
                        Locale.ROOT,
                        "paced %s warm=%d millis=%d grace=%d",
                        rates,
                        warmUp.toMillis(),
                        window.toMillis(),
                        grace.toMillis()));
    }

    Words ask(String command) {
        String reply = process.ask(command, ANSWER_TIME);
        return Words.parse(reply);
    }

    @Override
    public void close() {
        process.close();
    }
}
