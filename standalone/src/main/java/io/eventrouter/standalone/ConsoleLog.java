package io.eventrouter.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.eventrouter.config.LogLevel;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log: one line an event to standard error, event-router's own from INFO, libraries' from WARN.
 * Control characters in a line are shown as {@code ?}, so that nobody can forge another line.
 *
 * <p>Logback finds it as a service; a {@code logback.xml} that an operator gives goes first. In
 * code, because every command waits for it and XML takes longer. Confined to the starting thread.
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {
    private static final String OURS = "io.eventrouter";

    /** Says the same once a second as long as a broker is away; our own parts say it once. */
    private static final String CONNECTIONS = "org.apache.kafka.clients.NetworkClient";

    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5level %logger{0}: "
                    + "%replace(%msg %kvp){'[\\x00-\\x1f\\x7f-\\x9f]', '?'}";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var files = new DefaultJoranConfigurator();
        files.setContext(context);
        if (files.configure(context) == ExecutionStatus.INVOKE_NEXT_IF_ANY)
            write(context, LogLevel.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets the level, unless Logback was set up by a file or is not what logs. */
    static void use(LogLevel level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(OURS) != null)
            write(context, level);
    }

    private static void write(LoggerContext context, LogLevel level) {
        boolean detailed = level.compareTo(LogLevel.DEBUG) >= 0;
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(
                appender(
                        context,
                        detailed ? "%n%ex" : " %replace(%ex{short}){'\\s+', ' '}%nopex%n"));
        root.setLevel(detailed ? Level.INFO : Level.WARN);
        context.getLogger(CONNECTIONS).setLevel(detailed ? null : Level.ERROR);
        context.getLogger(OURS).setLevel(Level.toLevel(level.name()));
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, String end) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE + end);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(OURS);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.addFilter(new HarmlessWarnings());
        appender.start();
        return appender;
    }
}
