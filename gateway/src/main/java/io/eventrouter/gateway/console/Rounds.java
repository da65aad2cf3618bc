package io.eventrouter.gateway.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that read for the console, one a round: every two seconds while somebody looks. A
 * round that fails is logged once until it is over, and goes on. Start and close are for one
 * thread.
 */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Looks more often than it reads, so that the first who asks does not wait for long. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final int LOOKS = (int) (EVERY.toNanos() / LOOK.toNanos());

    private final Interest interest;
    private final Map<Round, ScheduledExecutorService> threads = new LinkedHashMap<>();

    Rounds(Interest interest, List<Round> rounds) {
        this.interest = interest;
        for (Round round : rounds)
            threads.put(
                    round,
                    Executors.newSingleThreadScheduledExecutor(
                            task -> newThread(task, round.name())));
    }

    private static Thread newThread(Runnable task, String round) {
        var thread = new Thread(task, "gateway-console-" + round);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        threads.forEach(
                (round, thread) -> {
                    ScheduledFuture<?> unused =
                            thread.scheduleWithFixedDelay(
                                    new Turn(round, interest),
                                    0,
                                    LOOK.toMillis(),
                                    TimeUnit.MILLISECONDS);
                });
    }

    /** Ends the threads; a read under way ends in bounded time, on its own thread. Idempotent. */
    @Override
    public void close() {
        threads.forEach(
                (round, thread) -> {
                    if (thread.isShutdown()) return;
                    thread.execute(round::rest);
                    thread.shutdown();
                });
    }

    /** A round's turn: reads at once when somebody begins to look, then every so many looks. */
    static final class Turn implements Runnable {
        private final Round round;
        private final Interest interest;
        private int looks;
        private boolean failing;

        Turn(Round round, Interest interest) {
            this.round = round;
            this.interest = interest;
        }

        @Override
        public void run() {
            try {
                if (!interest.lasts()) {
                    looks = 0;
                    round.rest();
                } else if (looks++ % LOOKS == 0) {
                    round.read();
                    failing = false;
                }
            } catch (Throwable e) { // one that throws would be the last one
                if (!failing)
                    LOG.atWarn()
                            .addKeyValue("round", round.name())
                            .addKeyValue("reason", e.getMessage())
                            .log("the console cannot be told");
                failing = true;
            }
        }
    }
}
