package io.eventrouter.gateway.socket;

import io.eventrouter.gateway.auth.Identity;
import io.eventrouter.gateway.replay.StartFrom;
import io.eventrouter.gateway.session.Session;
import java.util.List;

/**
 * What a client wants of its event stream, and may have. Immutable.
 *
 * @param identity who it is
 * @param subscriptions no pattern twice
 * @param cursor where it resumes; null for none
 * @param since where it begins without a cursor; null for now
 */
record SseRequest(
        Identity identity,
        List<Handshake.Subscription> subscriptions,
        String cursor,
        StartFrom since) {
    SseRequest {
        subscriptions = List.copyOf(subscriptions);
        if (subscriptions.isEmpty())
            throw new IllegalArgumentException("a stream has a subscription at least");
        if (cursor != null && since != null)
            throw new IllegalArgumentException("a cursor or a time, not both");
    }

    /** Whether it begins before now. */
    boolean isFromPast() {
        return cursor != null || since != null;
    }

    void subscribe(Session session) {
        for (Handshake.Subscription s : subscriptions)
            if (since == null) session.subscribe(s.pattern(), s.minPriority(), cursor, null);
            else session.subscribeSince(s.pattern(), s.minPriority(), since, null);
    }
}
