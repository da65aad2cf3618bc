package io.eventrouter.gateway.letters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of letters. Thread-safe. */
final class LetterMeters {
    private final Counter failures;

    LetterMeters(MeterRegistry registry) {
        failures =
                Counter.builder("eventrouter.gateway.ack.letters.failed")
                        .description("Attempts to write a dead letter that failed")
                        .register(registry);
    }

    void failed() {
        failures.increment();
    }
}
