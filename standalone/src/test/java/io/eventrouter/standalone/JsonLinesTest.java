package io.eventrouter.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @Test
    void haveWhatHappenedWhenAndWhere() throws Exception {
        JsonNode line = parse(event("lane has another state"));

        assertThat(line.get("timestamp").asText()).isEqualTo("2026-11-24T08:30:00.120Z");
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo("io.eventrouter.Some");
        assertThat(line.get("thread").asText()).isEqualTo("main");
        assertThat(line.get("message").asText()).isEqualTo("lane has another state");
        assertThat(line.has("exception")).isFalse();
    }

    @Test
    void haveKeyValuesAsMembers() throws Exception {
        var event = event("moved");
        event.addKeyValuePair(new KeyValuePair("lane", "express"));
        event.addKeyValuePair(new KeyValuePair("offset", 42L));
        event.addKeyValuePair(new KeyValuePair("reason", null));

        JsonNode line = parse(event);

        assertThat(line.get("lane").asText()).isEqualTo("express");
        assertThat(line.get("offset").isNumber()).isTrue();
        assertThat(line.get("reason").asText()).isEqualTo("null");
    }

    @Test
    void keepAKeyValueWhoseNameIsTaken() throws Exception {
        var event = event("refused");
        event.addKeyValuePair(new KeyValuePair("level", "critical"));
        event.addKeyValuePair(new KeyValuePair("exception", "mine"));
        event.addKeyValuePair(new KeyValuePair("level", "high"));

        JsonNode line = parse(event);

        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("kv.level").asText()).isEqualTo("critical");
        assertThat(line.get("kv.kv.level").asText()).isEqualTo("high");
        assertThat(line.get("kv.exception").asText()).isEqualTo("mine");
    }

    @Test
    void haveTheIdsOfATrace() throws Exception {
        var event = event("An event cannot be encoded");
        event.setMDCPropertyMap(Map.of("trace_id", "0af7", "span_id", "b7ad"));

        JsonNode line = parse(event);

        assertThat(line.get("trace_id").asText()).isEqualTo("0af7");
        assertThat(line.get("span_id").asText()).isEqualTo("b7ad");
    }

    @Test
    void haveAnExceptionWithLineBreaksOnTheSameLine() throws Exception {
        var event = event("failed");
        var cause = new IllegalStateException("first\nsecond");
        event.setThrowableProxy(new ThrowableProxy(new IllegalArgumentException("outer", cause)));

        JsonNode line = parse(event);

        assertThat(line.get("exception").asText())
                .contains("outer", "first\nsecond", "JsonLinesTest.java:", "Caused by");
    }

    @Property(tries = 300)
    void areOneLineOfPrintableAsciiWhateverIsLogged(
            @ForAll String message, @ForAll String key, @ForAll String value) throws Exception {
        var event = event(message);
        event.addKeyValuePair(new KeyValuePair(key, value));

        String text = encode(event);

        assertThat(text).matches("[\\x20-\\x7e]+\\n");
        assertThat(STRICT.readTree(text).isObject()).isTrue();
    }

    private static JsonNode parse(LoggingEvent event) throws Exception {
        String text = encode(event);
        assertThat(text.lines()).hasSize(1);
        return STRICT.readTree(text);
    }

    private static String encode(LoggingEvent event) {
        return new String(new JsonLines().encode(event), UTF_8);
    }

    private static LoggingEvent event(String message) {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("io.eventrouter.Some");
        event.setThreadName("main");
        event.setInstant(Instant.parse("2026-11-24T08:30:00.12Z"));
        event.setLevel(Level.WARN);
        event.setMessage(message);
        return event;
    }
}
