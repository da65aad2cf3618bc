package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class HarmlessWarningsTest {
    private static final String NETWORK = "org.apache.kafka.clients.NetworkClient";
    private static final String CLOSED =
            "[name=registration] Attempting to close NetworkClient that has already been closed.";

    @Test
    void areLeftOut() {
        assertThat(decide(NETWORK, Level.WARN, CLOSED)).isEqualTo(FilterReply.DENY);
    }

    @Test
    void doNotHideOtherWarningsOfTheSameClass() {
        var reply = decide(NETWORK, Level.WARN, "Connection to node 1 could not be established");

        assertThat(reply).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void doNotHideErrors() {
        assertThat(decide(NETWORK, Level.ERROR, CLOSED)).isEqualTo(FilterReply.NEUTRAL);
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
