package io.eventrouter.gateway.publish;

import io.eventrouter.event.Priority;
import io.eventrouter.gateway.publish.PublishOutcome.Lack;
import io.eventrouter.gateway.publish.PublishOutcome.Refused;
import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.ingest.PublishException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is told when Kafka has not acknowledged its event, and what the log is: to the
 * client nothing of brokers and topics, and the log says once a minute what is wrong.
 *
 * <p>Thread-safe: one atomic number.
 */
final class KafkaRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRefusals.class);
    private static final long QUIET_NANOS = 60_000_000_000L;
    private static final String AGAIN = ": publish it again with the same id, it may be there";

    static final Refused STOPPING = Refused.unavailable(Lack.GATEWAY, "this gateway is stopping");
    static final Refused NO_ROOM =
            Refused.unavailable(
                    Lack.ROOM,
                    "more is published than Kafka takes at this moment: try again in a moment");

    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    Refused of(Priority level, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof PublishException e)) {
            LOG.atError().setCause(cause).log("Publishing an event of a client failed");
            return unavailable("the event was not acknowledged");
        }
        return switch (e.reason()) {
            case INVALID -> new Refused(ErrorCode.BAD_EVENT, e.getMessage());
            case TOO_LARGE -> new Refused(ErrorCode.TOO_LARGE, "the event is too large");
            default -> {
                log(level, e);
                yield unavailable("Kafka did not acknowledge the event");
            }
        };
    }

    private void log(Priority level, PublishException e) {
        long before = loggedNanos.get();
        long now = System.nanoTime();
        boolean due = now - before >= QUIET_NANOS && loggedNanos.compareAndSet(before, now);
        (due ? LOG.atWarn() : LOG.atDebug())
                .addKeyValue("priority", level.name())
                .addKeyValue("reason", e.reason())
                .log("Events of clients are not acknowledged: {}", e.getMessage());
    }

    static Refused tooLate(Duration timeout) {
        return Refused.unavailable(
                Lack.TIME,
                "Kafka did not acknowledge the event within " + timeout.toSeconds() + " s" + AGAIN);
    }

    private static Refused unavailable(String message) {
        return Refused.unavailable(Lack.KAFKA, message + AGAIN);
    }
}
