package io.eventrouter.gateway.auth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The meters of authentication, all there from the start. No tag names a user. Thread-safe. */
public final class AuthMeters {
    private static final String PREFIX = "eventrouter.gateway.";

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

    /** What holds of the gateway's keys and of what is revoked; 0 where there is neither. */
    void show(DoubleSupplier keysAgeSeconds, DoubleSupplier revoked) {
        Gauge.builder(PREFIX + "keys.age", keysAgeSeconds, DoubleSupplier::getAsDouble)
                .description("Since the key set was read with success; 0 without one")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder(PREFIX + "revocations", revoked, DoubleSupplier::getAsDouble)
                .description("Tokens and users that are revoked")
                .strongReference(true)
                .register(registry);
    }
}
