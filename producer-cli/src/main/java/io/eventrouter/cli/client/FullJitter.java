package io.eventrouter.cli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Comes back with exponential back-off and full jitter: after n failures in a row it waits for any
 * time between 0 and {@code base * 2^(n-1)}, {@code longest} at most, so that thousands of clients
 * of one gateway do not come back together (M. Brooker, "Exponential Backoff And Jitter").
 *
 * <p>Where the gateway asked for a certain time, that is taken instead: the gateway has spread its
 * clients already. It gives up where coming back cannot help: the gateway said no, or one side does
 * not understand the other.
 *
 * @param base the first bound; more than 0
 * @param longest the last bound; at least {@code base}
 */
public record FullJitter(Duration base, Duration longest, RandomGenerator random)
        implements ReconnectPolicy {
    public FullJitter {
        if (base.isNegative() || base.isZero() || longest.compareTo(base) < 0)
            throw new IllegalArgumentException(
                    "back-off from " + base + " to " + longest + ": 0 < base <= longest is needed");
    }

    /** From half a second up to half a minute. */
    public static FullJitter standard(RandomGenerator random) {
        return new FullJitter(Duration.ofMillis(500), Duration.ofSeconds(30), random);
    }

    @Override
    public Optional<Duration> delayAfter(Disconnection why, Optional<Duration> hint, int failures) {
        if (!comingBackHelps(why)) return Optional.empty();
        Optional<Duration> asked =
                why instanceof Disconnection.Refused refused && refused.retryAfter().isPresent()
                        ? refused.retryAfter()
                        : hint;
        return Optional.of(asked.orElseGet(() -> jittered(failures)));
    }

    private Duration jittered(int failures) {
        long bound = longest.toNanos();
        int doublings = Math.max(0, failures - 1);
        // Compared as a quotient, since a shifted base could overflow.
        if (doublings < Long.SIZE - 1 && base.toNanos() <= bound >> doublings)
            bound = base.toNanos() << doublings;
        return Duration.ofNanos(random.nextLong(bound + 1));
    }

    private static boolean comingBackHelps(Disconnection why) {
        if (why instanceof Disconnection.Lost) return true;
        if (why instanceof Disconnection.Refused refused) return isPassing(refused.status());
        return why instanceof Disconnection.Closed closed && isPassing(closed);
    }

    /** 5xx, and the few of 4xx that speak of load and not of the request. */
    private static boolean isPassing(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    private static boolean isPassing(Disconnection.Closed closed) {
        return switch (closed.code()) {
            // 1000: it is over. The others: what we sent was wrong, and would be again.
            case 1000, 1002, 1003, 1007, 1009, 1010 -> false;
            // Not allowed; but there may be a fresh token, and less can be sent.
            case 1008 -> closed.reason().equals("token-expired") || closed.reason().equals("rate");
            default -> true;
        };
    }
}
