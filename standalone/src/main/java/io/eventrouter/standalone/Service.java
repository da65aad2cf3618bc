package io.eventrouter.standalone;

import io.eventrouter.cli.CommandFailure;
import io.eventrouter.cli.ExitCodes;
import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.config.Settings;
import io.eventrouter.gateway.socket.AddressUnavailableException;
import io.eventrouter.merge.streams.LaneInUseException;
import io.eventrouter.topics.KafkaUnreachableException;
import io.eventrouter.topics.TopicLayoutException;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process with a role: start, tell when ready, watch, stop on the signal or when a
 * part has failed. Confined to the main thread.
 */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration WATCH = Duration.ofSeconds(1);

    /** How long starting may take before the log says what it waits for, and again after that. */
    private static final int LOOKS_BEFORE_A_WORD = 300;

    private final StopSignal signal;
    private final PrintWriter out;

    /** For this very process, which gets some time beyond the gateway's to stop in. */
    static Service ofThisProcess(Settings settings, PrintWriter out) {
        ConsoleLog.use(settings.log());
        Duration patience = settings.gateway().drain().timeout().plus(STOP);
        return new Service(StopSignal.ofThisProcess(patience), out);
    }

    Service(StopSignal signal, PrintWriter out) {
        this.signal = signal;
        this.out = out;
    }

    /**
     * Runs until it is told to stop.
     *
     * @return the exit code: 0 after a signal, 1 when a part failed
     * @throws CommandFailure when a part cannot start
     */
    int run(Role role) {
        int code = ExitCodes.FAILED;
        try {
            try (var parts = new Parts(signal::isRequested)) {
                work(role, parts);
                code = exitCode(parts);
                LOG.info("stopping");
            }
            LOG.info("stopped");
            return code;
        } catch (StartException
                | KafkaUnreachableException
                | AddressUnavailableException
                | LaneInUseException e) {
            throw failure(ExitCodes.FAILED, e.getMessage(), e);
        } catch (InvalidSettingException e) {
            code = ExitCodes.USAGE;
            throw failure(ExitCodes.USAGE, e.getMessage(), e);
        } catch (KafkaException e) {
            throw failure(ExitCodes.FAILED, "Kafka refuses: " + e.getMessage(), e);
        } catch (TopicLayoutException e) {
            throw failure(ExitCodes.FAILED, String.join("; ", e.problems()), e);
        } finally {
            signal.finished(code);
        }
    }

    /** Starts, and returns when there is a reason to stop. */
    private void work(Role role, Parts parts) {
        try {
            String notice = role.start(parts);
            parts.complete();
            if (!awaitReady(parts)) return;
            out.println(notice);
            out.flush();
            watch(parts);
        } catch (StopRequestedException e) {
            LOG.info("told to stop before everything was started");
        }
    }

    /** These are written for the user as they are. */
    private static CommandFailure failure(int code, String message, RuntimeException cause) {
        var failure = new CommandFailure(code, message);
        failure.initCause(cause);
        return failure;
    }

    private boolean awaitReady(Parts parts) {
        for (int looks = 1; !parts.isReady(); looks++) {
            if (signal.await(LOOK) || !parts.isAlive()) return false;
            if (looks % LOOKS_BEFORE_A_WORD == 0)
                LOG.warn("still waiting for {}", parts.waitingFor());
        }
        return true;
    }

    private void watch(Parts parts) {
        while (parts.isAlive()) if (signal.await(WATCH)) return;
    }

    private int exitCode(Parts parts) {
        parts.failed().ifPresent(part -> LOG.error("{} has failed, so this process ends", part));
        return parts.isAlive() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
