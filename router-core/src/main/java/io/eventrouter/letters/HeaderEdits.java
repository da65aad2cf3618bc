package io.eventrouter.letters;

import io.eventrouter.event.Channel;
import io.eventrouter.wire.CloudEventHeaders;
import io.eventrouter.wire.RouterHeaders;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What is changed of a letter's headers on its way back. Immutable.
 *
 * @param remove names
 * @param set values by name; each takes the place of all headers of that name
 */
public record HeaderEdits(Set<String> remove, Map<String, String> set) {
    public static final HeaderEdits NONE = new HeaderEdits(Set.of(), Map.of());

    /**
     * @throws IllegalArgumentException for a name that the router keeps for itself, or an empty one
     */
    public HeaderEdits {
        remove = Set.copyOf(remove);
        set = Map.copyOf(set);
        remove.forEach(HeaderEdits::check);
        set.keySet().forEach(HeaderEdits::check);
    }

    private static void check(String name) {
        if (name.isEmpty() || name.startsWith(RouterHeaders.PREFIX))
            throw new IllegalArgumentException(
                    "a name that does not begin with " + RouterHeaders.PREFIX + " is allowed");
    }

    /** The same, and that channel in whichever form a record can name one. */
    public HeaderEdits withChannel(Optional<Channel> channel) {
        if (channel.isEmpty()) return this;
        var all = new LinkedHashMap<>(set);
        all.put(CloudEventHeaders.CHANNEL, channel.get().name());
        all.remove(CloudEventHeaders.PLAIN_CHANNEL);
        var less = new HashSet<>(remove);
        less.add(CloudEventHeaders.PLAIN_CHANNEL);
        return new HeaderEdits(less, all);
    }

    /** Fresh headers. */
    Headers apply(Headers headers) {
        var edited = new RecordHeaders();
        for (Header header : headers)
            if (!remove.contains(header.key()) && !set.containsKey(header.key()))
                edited.add(header);
        set.forEach((name, value) -> edited.add(name, LetterRecords.bytes(value)));
        return edited;
    }
}
