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
final class HarmlessLines extends Filter<ILoggingEvent> {
    private static final List<Line> ALL =
            List.of(
                    // The first start with an empty directory.
                    new Line(Level.WARN, "QuorumController", "metadata log appears to be empty"),
                    // A busy machine: the controller registers with itself a moment before it is
                    // active, and tries again. If it never is, the start fails.
                    new Line(Level.ERROR, "ControllerApis", "apiKey=CONTROLLER_REGISTRATION"),
                    // Two clients ask for Kafka's own topic at once; one of them makes it.
                    new Line(Level.WARN, "DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS"),
                    // A stop, while an answer is on its way.
                    new Line(Level.WARN, "OffsetFetcherUtils", "as it is no longer assigned"),
                    // There is no global thread: the merge has no global tables.
                    new Line(Level.WARN, "StreamsConfig", "is not enabled for the GlobalThread"));

    /**
     * @param logger the end of the logger's name
     * @param part of the message
     */
    private record Line(Level level, String logger, String part) {
        boolean is(ILoggingEvent event) {
            return event.getLevel() == level
                    && event.getLoggerName().endsWith(logger)
                    && event.getFormattedMessage().contains(part);
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return ALL.stream().anyMatch(line -> line.is(event))
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
