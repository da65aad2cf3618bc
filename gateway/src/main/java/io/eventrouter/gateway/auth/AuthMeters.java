package io.eventrouter.gateway.auth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** The meters of authentication, all there from the start. No tag names a user. Thread-safe. */
public final class AuthMeters {
    private static final String PREFIX = "eventrouter.gateway.";
    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Map<Rejection, Counter> rejected = new EnumMap<>(Rejection.class);
    private final Counter foreignOrigins;

    public AuthMeters(MeterRegistry registry) {
        this.registry = registry;
        accepted = authentications("accepted", "none");
        for (Rejection reason : Rejection.values())
            rejected.put(reason, authentications("rejected", reason.word()));
        foreignOrigins =
                Counter.builder(PREFIX + "origins.refused")
                        .description("Requests refused for the origin of their page")
                        .register(registry);
    }

    private Counter authentications(String outcome, String reason) {
        return Counter.builder(PREFIX + "authentications")
                .description("Tokens that were judged, by outcome and by what was wrong")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
    }

    public void judged(Verdict verdict) {
        if (verdict instanceof Verdict.Rejected r) rejected.get(r.reason()).increment();
        else accepted.increment();
    }

    public void foreignOrigin() {
        foreignOrigins.increment();
    }

    /** What holds of the key set; 0 where there is none. */
    void show(Optional<KeyRefresh> refresh) {
        gauge(
                "keys.age",
                "Since the key set was read with success; 0 without one",
                () -> refresh.map(r -> seconds(r.age())).orElse(0.0),
                SECONDS);
        gauge(
                "keys.interval",
                "How long after a reading of the key set the next one is due; 0 without one",
                () -> refresh.map(r -> seconds(r.interval())).orElse(0.0),
                SECONDS);
        FunctionCounter.builder(
                        PREFIX + "keys.failures",
                        this,
                        unused -> refresh.map(r -> (double) r.failures()).orElse(0.0))
                .description("Readings of the key set that brought no key of use")
                .register(registry);
    }

    /** What holds of the file of what is revoked; 0 where there is none. */
    void showRevoked(Optional<RevocationWatch> watch) {
        gauge(
                "revocations",
                "Tokens and users that are revoked",
                () -> watch.map(w -> (double) w.current().size()).orElse(0.0),
                null);
        gauge(
                "revocations.bad.lines",
                "Lines of the revocation file that say nothing that is understood",
                () -> watch.map(w -> (double) w.current().badLines().size()).orElse(0.0),
                null);
        gauge(
                "revocations.unreadable",
                "1 while the revocation file cannot be read",
                () -> watch.filter(RevocationWatch::isUnreadable).isPresent() ? 1 : 0,
                null);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private void gauge(String name, String description, DoubleSupplier value, String unit) {
        Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }
}
