package io.eventrouter.gateway.session;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How a session does. Immutable.
 *
 * @param address of the client, or of the proxy before it; empty where it is not known
 * @param subject whom the client's token names; empty without one
 * @param closing whether it is only sent what waits
 * @param catchingUp whether it is still sent events of before
 * @param waitingBytes of the events that wait in its queue
 * @param oldestMillis how long ago the oldest event that waits was published; empty when none waits
 * @param writingMillis for how long its write has been in flight, or was last seen to go on; empty
 *     without one
 * @param unackedEvents sent and not acknowledged
 */
public record SessionReport(
        String id,
        String address,
        String subject,
        boolean closing,
        boolean catchingUp,
        int subscriptions,
        int waitingEvents,
        long waitingBytes,
        OptionalLong oldestMillis,
        OptionalLong writingMillis,
        int unackedEvents,
        long unackedBytes) {
    /** Who has most bytes waiting, then whose write takes longest, then who owes most. */
    public static final Comparator<SessionReport> SLOWEST_FIRST =
            Comparator.comparingLong(SessionReport::waitingBytes)
                    .thenComparingLong(r -> r.writingMillis().orElse(-1))
                    .thenComparingLong(SessionReport::unackedBytes)
                    .reversed()
                    .thenComparing(SessionReport::id);

    /** How that session does at present; on its worker. */
    static SessionReport of(LiveSession session, Shard shard) {
        Outbox outbox = session.outbox();
        long writing = shard.writes().nanosSince(session, shard.clock().nanos());
        return new SessionReport(
                session.id(),
                session.sink().address(),
                session.sink().subject(),
                !session.isOpen(),
                session.subscriptions().isCatchingUp(),
                session.subscriptions().size(),
                outbox.waitingEvents(),
                outbox.waitingBytes(),
                outbox.oldestMillis(),
                writing < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(writing)),
                outbox.unackedEvents(),
                outbox.unackedBytes());
    }
}
