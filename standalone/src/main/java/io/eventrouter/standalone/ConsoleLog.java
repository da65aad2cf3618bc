package io.eventrouter.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.eventrouter.config.LogFormat;
import io.eventrouter.config.LogLevel;
import io.eventrouter.config.LogSettings;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log: one line an event to standard error, event-router's own from INFO, libraries' from WARN;
 * as text or, by a setting, as JSON ({@link JsonLines}). Control characters in text are shown as
 * {@code ?}, so that nobody can forge another line.
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

    /** Until settings say something else. */
    private static final LogSettings USUAL = new LogSettings(LogLevel.INFO, LogFormat.TEXT);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var files = new DefaultJoranConfigurator();
        files.setContext(context);
        if (files.configure(context) == ExecutionStatus.INVOKE_NEXT_IF_ANY) write(context, USUAL);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets level and format, unless Logback was set up by a file or is not what logs. */
    static void use(LogSettings settings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(OURS) != null)
            write(context, settings);
    }

    static void write(LoggerContext context, LogSettings settings) {
        boolean detailed = settings.level().compareTo(LogLevel.DEBUG) >= 0;
        Encoder<ILoggingEvent> encoder =
                settings.format() == LogFormat.JSON ? new JsonLines() : text(detailed);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender(context, encoder));
        root.setLevel(detailed ? Level.INFO : Level.WARN);
        context.getLogger(CONNECTIONS).setLevel(detailed ? null : Level.ERROR);
        context.getLogger(OURS).setLevel(Level.toLevel(settings.level().name()));
    }

    private static PatternLayoutEncoder text(boolean detailed) {
        var encoder = new PatternLayoutEncoder();
        String end = detailed ? "%n%ex" : " %replace(%ex{short}){'\\s+', ' '}%nopex%n";
        encoder.setPattern(LINE + end);
        return encoder;
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(OURS);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.addFilter(new HarmlessLines());
        appender.start();
        return appender;
    }
}
