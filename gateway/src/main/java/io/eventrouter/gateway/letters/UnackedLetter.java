package io.eventrouter.gateway.letters;

import io.eventrouter.event.InvalidEventException;
import io.eventrouter.event.Position;
import io.eventrouter.topics.TopicNames;
import io.eventrouter.wire.DeadLetter;
import io.eventrouter.wire.RejectReason;
import io.eventrouter.wire.RoutedRecord;
import io.eventrouter.wire.RouterHeaders;
import io.eventrouter.wire.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the dead letter of an event that a session never acknowledged. It names the place that the
 * event was published to, so that a replay puts it back there; where the router did not say that,
 * its place in the routed topic. Immutable and thread-safe.
 *
 * @param maxBytes what the dead-letter topic takes
 */
record UnackedLetter(TopicNames topics, int maxBytes) {
    DeadLetter of(RoutedRecord event, String session, int attempts) {
        String detail =
                "sent "
                        + (attempts == 1 ? "once" : attempts + " times")
                        + " to session "
                        + session
                        + ", never acknowledged; position "
                        + event.position();
        return DeadLetter.of(
                source(event),
                event.publishedMillis(),
                RejectReason.UNACKNOWLEDGED,
                detail,
                maxBytes);
    }

    private SourceRecord source(RoutedRecord event) {
        Position published = published(event);
        var headers = new RecordHeaders(event.record().headers());
        headers.remove(RouterHeaders.SOURCE);
        Position place = published == null ? event.position() : published;
        return new SourceRecord(
                published == null ? topics.routed() : topics.priorityTopic(event.priority()),
                place.partition(),
                place.offset(),
                headers,
                event.record().key(),
                event.record().value());
    }

    /** Where it was published to; null when the record does not say so. */
    private static Position published(RoutedRecord event) {
        Header header = event.record().headers().lastHeader(RouterHeaders.SOURCE);
        if (header == null || header.value() == null) return null;
        try {
            return Position.parse(new String(header.value(), StandardCharsets.UTF_8));
        } catch (InvalidEventException e) {
            return null;
        }
    }
}
