package io.eventrouter.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void leavesOrdinaryJsonAsItIs() {
        var json = "{\"a\": \"ä\\n😀\", \"n\":1.50}";

        String line = JsonLine.of(json);

        assertThat(line).isSameAs(json);
    }

    @Test
    void putsJsonOfManyLinesOnOne() {
        var json = "{\r\n\t\"a\": 1\n}";

        String line = JsonLine.of(json);

        assertThat(line).isEqualTo("{   \"a\": 1 }");
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        var json = "{\"a\":\"\u009b2J\u007f\u2028\"}";

        String line = JsonLine.of(json);

        assertThat(line).isEqualTo("{\"a\":\"\\u009b2J\\u007f\\u2028\"}");
    }

    @Property
    void meansTheSame(@ForAll String text) throws JsonProcessingException {
        String json = "{\n \"a\": " + MAPPER.writeValueAsString(text) + "}";

        String line = JsonLine.of(json);

        assertThat(MAPPER.readTree(line)).isEqualTo(MAPPER.readTree(json));
        assertThat(line.chars()).noneMatch(Character::isISOControl);
    }
}
