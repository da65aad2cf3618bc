package io.eventrouter.gateway.session;

import io.eventrouter.event.Priorities;
import io.eventrouter.event.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;

/** What is counted of acknowledgements, for all workers together. Thread-safe. */
final class AckMeters {
    private static final String PREFIX = "eventrouter.gateway.ack.";

    private final Counter acknowledged;
    private final List<Counter> sentAgain = new ArrayList<>();
    private final List<Counter> givenUp = new ArrayList<>();
    private final List<Counter> expired = new ArrayList<>();

    AckMeters(MeterRegistry registry, Priorities priorities) {
        acknowledged =
                Counter.builder(PREFIX + "acknowledged")
                        .description("Events that clients have acknowledged")
                        .register(registry);
        for (Priority level : priorities) {
            sentAgain.add(
                    counter("redelivered", "Events sent again, not having been acknowledged")
                            .tag("level", level.name())
                            .register(registry));
            givenUp.add(ended(level, "unacknowledged", registry));
            expired.add(ended(level, "expired", registry));
        }
    }

    private static Counter ended(Priority level, String reason, MeterRegistry registry) {
        return counter("given.up", "Events sent to a session and not sent again")
                .tag("level", level.name())
                .tag("reason", reason)
                .register(registry);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description);
    }

    void acknowledged(int events) {
        acknowledged.increment(events);
    }

    void sentAgain(int rank) {
        sentAgain.get(rank).increment();
    }

    /** It is a dead letter now. */
    void givenUp(int rank) {
        givenUp.get(rank).increment();
    }

    void expired(int rank) {
        expired.get(rank).increment();
    }
}
