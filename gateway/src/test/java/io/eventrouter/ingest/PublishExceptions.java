package io.eventrouter.ingest;

import io.eventrouter.ingest.PublishException.Reason;

/** What the publisher reports, for tests of those who are told. */
public final class PublishExceptions {
    private PublishExceptions() {}

    public static PublishException of(Reason reason) {
        return new PublishException(
                reason, "events.high", "no broker of kafka-1:9092 answered", null);
    }
}
