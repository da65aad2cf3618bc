package io.eventrouter.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Leaves out what Kafka warns of in the normal course of a start and a stop, line by line: a
 * newcomer would look for the mistake. Each is about something that is as it should be here.
 * Immutable.
 */
final class HarmlessWarnings extends Filter<ILoggingEvent> {
    private static final List<Warning> ALL =
            List.of(
                    // The first start with an empty directory.
                    new Warning("QuorumController", "The metadata log appears to be empty"),
                    // Two clients ask for Kafka's own topic at once; one of them makes it.
                    new Warning("DefaultAutoTopicCreationManager", "'TOPIC_ALREADY_EXISTS'"),
                    // The embedded broker's own stop.
                    new Warning(
                            "NetworkClient", "close NetworkClient that has already been closed"),
                    // There is no global thread: the merge has no global tables.
                    new Warning("StreamsConfig", "is not enabled for the GlobalThread"));

    /**
     * @param logger the end of the logger's name
     * @param part of the message
     */
    private record Warning(String logger, String part) {
        boolean is(ILoggingEvent event) {
            return event.getLoggerName().endsWith(logger)
                    && event.getFormattedMessage().contains(part);
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean harmless =
                event.getLevel() == Level.WARN && ALL.stream().anyMatch(w -> w.is(event));
        return harmless ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
