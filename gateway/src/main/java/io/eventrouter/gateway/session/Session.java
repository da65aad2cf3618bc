package io.eventrouter.gateway.session;

import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Position;
import io.eventrouter.event.Priority;
import io.eventrouter.gateway.replay.StartFrom;
import java.util.List;
import java.util.function.Predicate;

/**
 * One client's connection, as the socket sees it. The commands are posted to the worker that owns
 * the session and take effect in their order; none blocks. Thread-safe.
 */
public interface Session {
    /** Unique among the sessions of all gateways; URL-safe. */
    String id();

    /**
     * Adds a subscription, or changes the least priority of one that is there; answers {@code
     * subscribed}, or {@code error}.
     *
     * @param minPriority null for all
     * @param cursor where the client wants to resume; null for now on. What lies behind it is sent
     *     first, in order, and then what comes: no event twice, none left out
     * @param ack whether the client acknowledges events of the levels that are to be
     * @param ref echoed; null for none
     */
    void subscribe(
            ChannelPattern pattern, Priority minPriority, String cursor, boolean ack, String ref);

    /** The same without acknowledgements. */
    default void subscribe(
            ChannelPattern pattern, Priority minPriority, String cursor, String ref) {
        subscribe(pattern, minPriority, cursor, false, ref);
    }

    /** As {@link #subscribe}, from that place of the log on. */
    void subscribeSince(
            ChannelPattern pattern, Priority minPriority, StartFrom from, boolean ack, String ref);

    /** The same without acknowledgements. */
    default void subscribeSince(
            ChannelPattern pattern, Priority minPriority, StartFrom from, String ref) {
        subscribeSince(pattern, minPriority, from, false, ref);
    }

    /** The client has those events: they are not sent again. Others are passed over. */
    void acknowledge(List<Position> positions);

    /** Ends a subscription; answers {@code unsubscribed}, or {@code error}. */
    void unsubscribe(ChannelPattern pattern, String ref);

    /**
     * Ends the subscriptions that the client may not have any more; each is told by {@code
     * unsubscribed}, without a {@code ref}.
     *
     * @param allowed asked on the worker's thread
     */
    void keepOnly(Predicate<ChannelPattern> allowed);

    /**
     * The client has answered a {@link Probe}.
     *
     * @param nanos when, by the nanosecond clock
     */
    void answered(long probe, long nanos);

    /** Queues a message of its own, behind those that wait already, ahead of events. */
    void send(ServerMessage message);

    /** The gateway ends it: queued messages first when they can still go, then the close frame. */
    void close(CloseReason reason);

    /** The connection is gone: the session gives back all it holds. Repeated calls do nothing. */
    void disconnected();
}
