package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class HarmlessWarningsTest {
    private static final String CONTROLLER = "org.apache.kafka.controller.QuorumController";
    private static final String EMPTY =
            "Performing controller activation. The metadata log appears to be empty. Appending 6.";

    @Test
    void areLeftOut() {
        assertThat(decide(CONTROLLER, Level.WARN, EMPTY)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void doNotHideOtherWarningsOfTheSameClass() {
        var reply = decide(CONTROLLER, Level.WARN, "the log is damaged");

        assertThat(reply).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void doNotHideErrors() {
        assertThat(decide(CONTROLLER, Level.ERROR, EMPTY)).isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decide(String logger, Level level, String message) {
        var event = new LoggingEvent();
        event.setLoggerContext(new LoggerContext());
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setMessage(message);
        return new HarmlessWarnings().decide(event);
    }
}
