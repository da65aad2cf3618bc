package io.eventrouter.gateway.auth;

import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Judges by the keys of the moment, and by what is revoked. Thread-safe: the judge is swapped as a
 * whole when keys change.
 */
final class TokenGatekeeper implements Gatekeeper {
    private final ClaimsReader claims;
    private final InstantSource clock;
    private final Supplier<Revocations> revocations;
    private final Predicate<String> keyMayCome;
    private volatile TokenJudge judge;

    /**
     * @param keyMayCome told the name of a key that is missing; whether to wait for it
     */
    TokenGatekeeper(
            Keys keys,
            ClaimsReader claims,
            InstantSource clock,
            Supplier<Revocations> revocations,
            Predicate<String> keyMayCome) {
        this.claims = claims;
        this.clock = clock;
        this.revocations = revocations;
        this.keyMayCome = keyMayCome;
        judge = new TokenJudge(keys, claims, clock);
    }

    /** From now on these, and no others. */
    void take(Keys keys) {
        judge = new TokenJudge(keys, claims, clock);
    }

    @Override
    public boolean asksForTokens() {
        return true;
    }

    @Override
    public Verdict judge(String token) {
        TokenJudge.Finding finding = judge.judge(token);
        if (finding instanceof TokenJudge.KeyMissing missing) return missing(missing.keyId());
        Verdict verdict = ((TokenJudge.Final) finding).verdict();
        return verdict instanceof Verdict.Accepted accepted ? unlessRevoked(accepted) : verdict;
    }

    private Verdict missing(String keyId) {
        return keyMayCome.test(keyId)
                ? new Verdict.Rejected(
                        Rejection.KEYS_PENDING,
                        "the key of the token is not known yet and is being fetched; try again in"
                                + " a second")
                : new Verdict.Rejected(
                        Rejection.UNKNOWN_KEY,
                        "kid is the name of no key, or is missing where there are several");
    }

    private Verdict unlessRevoked(Verdict.Accepted accepted) {
        return revocations.get().cover(accepted.identity())
                ? new Verdict.Rejected(Rejection.REVOKED, "the token has been revoked")
                : accepted;
    }

    @Override
    public Standing standing(Identity identity) {
        if (identity.isExpired(clock.instant())) return Standing.EXPIRED;
        return revocations.get().cover(identity) ? Standing.REVOKED : Standing.GOOD;
    }
}
