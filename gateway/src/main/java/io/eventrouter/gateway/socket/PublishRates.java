package io.eventrouter.gateway.socket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.publish.Publishing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast each user may publish at each level; where nobody has a token, each address. A level has
 * a rate of its own, so that chatter does not use up what is kept for alarms.
 *
 * <p>Of a user who was quiet for a minute nothing is kept, and of {@value #MOST_KEPT} users and
 * levels at most. Whose state is dropped begins anew, with a whole burst.
 *
 * <p>Thread-safe: a state changes by compare-and-set.
 */
final class PublishRates {
    static final int MOST_KEPT = 50_000;

    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int BURST_SECONDS = 4;

    private final RateLimit rate;
    private final LongSupplier nanoClock;
    private final Cache<Key, AtomicLong> states =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KEPT)
                    .expireAfterAccess(QUIET)
                    .executor(Runnable::run)
                    .build();

    private record Key(String client, int rank) {}

    /**
     * @param perSecond of one client and level; 0 for any number
     */
    PublishRates(int perSecond, LongSupplier nanoClock) {
        rate = perSecond == 0 ? null : RateLimit.of(perSecond, BURST_SECONDS * perSecond);
        this.nanoClock = nanoClock;
    }

    /** That client, with its rate. */
    Publishing.Client client(Identity who, InetAddress address) {
        String name = who.subject().map(user -> "user " + user).orElseGet(address::getHostAddress);
        return new Publishing.Client(who, level -> allows(name, level));
    }

    private boolean allows(String client, Priority level) {
        if (rate == null) return true;
        long now = nanoClock.getAsLong();
        AtomicLong state =
                states.get(new Key(client, level.rank()), key -> new AtomicLong(rate.initial(now)));
        return rate.take(state, now);
    }

    /** How many users and levels it has something of. */
    long kept() {
        states.cleanUp();
        return states.estimatedSize();
    }
}
