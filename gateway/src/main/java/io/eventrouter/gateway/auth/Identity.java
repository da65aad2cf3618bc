package io.eventrouter.gateway.auth;

import io.eventrouter.event.Channel;
import io.eventrouter.event.ChannelPattern;
import io.eventrouter.event.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who a client is and what it may do. Immutable.
 *
 * @param subject whose session it is; empty for {@link #ANYONE}
 * @param subscribe what it may subscribe to, and what those cover
 * @param publish the channels it may publish to
 * @param priorities the levels it may publish
 * @param expires until when; empty for ever
 * @param tokenId the name of the token that says so, by which it can be revoked; empty for none
 * @param issued when that token was made; empty when it does not say
 */
public record Identity(
        Optional<String> subject,
        List<ChannelPattern> subscribe,
        List<ChannelPattern> publish,
        Predicate<Priority> priorities,
        Optional<Instant> expires,
        Optional<String> tokenId,
        Optional<Instant> issued) {
    private static final List<ChannelPattern> ALL = List.of(new ChannelPattern(">"));

    /** The client of a node without keys: nobody is asked who they are, and all is allowed. */
    public static final Identity ANYONE =
            new Identity(Optional.empty(), ALL, ALL, p -> true, Optional.empty());

    /** Who has not said yet who it is: nothing is allowed. */
    public static final Identity NOBODY =
            new Identity(Optional.empty(), List.of(), List.of(), p -> false, Optional.empty());

    public Identity {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
    }

    /** Of a token that cannot be revoked by name, and does not say when it was made. */
    public Identity(
            Optional<String> subject,
            List<ChannelPattern> subscribe,
            List<ChannelPattern> publish,
            Predicate<Priority> priorities,
            Optional<Instant> expires) {
        this(subject, subscribe, publish, priorities, expires, Optional.empty(), Optional.empty());
    }

    /** Whether it may have every channel that the pattern matches. */
    public boolean maySubscribe(ChannelPattern pattern) {
        return subscribe.stream().anyMatch(p -> p.covers(pattern));
    }

    /** Whether it may publish to every channel that the pattern matches. */
    public boolean mayPublishTo(ChannelPattern pattern) {
        return publish.stream().anyMatch(p -> p.covers(pattern));
    }

    public boolean mayPublish(Channel channel) {
        return publish.stream().anyMatch(p -> p.matches(channel));
    }

    public boolean mayPublish(Priority priority) {
        return priorities.test(priority);
    }

    public boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }
}
